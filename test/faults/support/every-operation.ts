import { createClient } from '@cliqkit/core';
import type { ClientOptions, OperationDescriptor, OperationId } from 'cliqkit';
import { operations } from 'cliqkit';
import { canary } from './canary.ts';

/** What a call is given: valid unless a test says otherwise. */
export interface AnyInput {
  path?: Record<string, unknown>;
  query?: unknown;
  body?: unknown;
}

type AnyCall = (id: OperationId, input: AnyInput) => Promise<unknown>;

/** Calls any operation by its id, unchecked by types: wrong input is what the tests are about. */
export function anyCall(fetch: typeof globalThis.fetch, options: Partial<ClientOptions> = {}): AnyCall {
  const client = createClient({
    dataCenter: { api: 'https://cliq.test/api/v3', accounts: 'https://cliq.test' },
    credentials: { accessToken: canary },
    pace: false,
    random: () => 0,
    fetch,
    ...options,
  });
  return client.module(operations) as unknown as AnyCall;
}

/** All 32 operations. */
export const everyOperation: readonly (OperationDescriptor & { id: OperationId })[] =
  Object.values(operations);

/** The names of an operation's path ids. */
export function pathNames({ template }: OperationDescriptor): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
}

/** The least that an operation takes. */
export function leastInput(operation: OperationDescriptor): AnyInput {
  const { query, body } = operation;
  return {
    path: Object.fromEntries(pathNames(operation).map((name) => [name, '1488288613043522033'])),
    ...(query.required.length > 0 && { query: leastOf(query.required) }),
    ...(body && !body.optional && { body: leastOf(body.required.length > 0 ? body.required : ['title']) }),
  };
}

const values: Record<string, unknown> = {
  last_sync_time: 1_791_010_800_000,
  expiry_time: -1,
  notify: false,
  action: 'close',
};

function leastOf(keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, values[key] ?? (key.endsWith('_ids') ? ['1'] : 'a')]));
}

/** A success that keeps the promise of an operation. */
export function leastReply({ reply, replyKeys = [] }: OperationDescriptor): Response {
  if (reply === 'none') return new Response(null, { status: 204 });
  return Response.json({ [replyKeys[0] ?? 'data']: [] });
}
