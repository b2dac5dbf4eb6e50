import type { OperationId } from '@cliqkit/types';
import type { Visit } from '../journal/visit.ts';
import type { Quirks } from '../quirks.ts';
import { EarlyReply } from '../replies/early-reply.ts';
import { jsonReply } from '../replies/json-reply.ts';
import { refuse } from '../replies/refuse.ts';
import type { Reply } from '../replies/reply.ts';
import type { Route } from '../spec/route.ts';
import type { Workspace } from '../state/workspace.ts';
import type { Call } from './call.ts';
import { handlers } from './handlers.ts';
import type { Validated } from './validate.ts';

function notPlayed(id: string): string {
  return `The emulator does not play ${id} yet: it needs a handler in packages/emulator/src/pipeline/handlers.ts.`;
}

function replyOf(handler: (call: Call<never>) => unknown, call: Call<never>): Reply {
  try {
    const reply = handler(call);
    return reply === undefined ? jsonReply(204, undefined) : jsonReply(200, reply);
  } catch (error) {
    // A refusal, or the reply of a quirk to a call that was carried out.
    if (error instanceof EarlyReply) return error.reply;
    throw error;
  }
}

/** Carries out a call that no check has refused. */
export function carryOut(
  { variant, query, body }: Validated,
  found: Extract<Route, { kind: 'found' }>,
  userId: string,
  visit: Visit,
  context: { readonly workspace: Workspace; readonly quirks: Quirks },
): Reply {
  const { descriptor } = variant;
  const call = {
    descriptor,
    workspace: context.workspace,
    quirks: context.quirks,
    userId,
    id: found.ids[0] ?? '',
    ids: found.ids,
    path: found.path,
    now: visit.at,
    query,
    body,
    defaultOf: (name: string) => Number(found.endpoint.query.get(name)?.definition.schema.default),
    refuse: (code: string, message: string) => refuse(descriptor, code, message),
  };
  // The one cast, from what was validated at run time to the types that the spec gives this operation.
  const handler = handlers[descriptor.id as OperationId] as ((call: Call<never>) => unknown) | undefined;
  if (handler === undefined) return jsonReply(501, { message: notPlayed(descriptor.id) });
  const reply = replyOf(handler, call as unknown as Call<never>);
  visit.committed = reply.status < 300 && descriptor.method !== 'GET';
  return reply;
}
