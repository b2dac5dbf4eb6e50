import { createRequire } from 'node:module';
import type { OperationId } from 'cliqkit';
import { isCliqError, operations, PermissionError, RateLimitError } from 'cliqkit';
import { describe, expect, test } from 'vitest';
import { scenarios } from './scenarios.ts';
import { inWorld } from './world.ts';

interface Listed {
  operationId: string;
  errors?: { code: string; status: number; source: string }[];
  'x-error-codes'?: { code: string; status: number; source: string }[];
  'x-variants'?: Listed[];
}

/** The error codes of each operation as its spec lists them, without those that clients have merely observed. */
function listedCodes(): Map<string, Map<string, number>> {
  const require = createRequire(import.meta.url);
  const listed = new Map<string, Map<string, number>>();
  for (const module of new Set(Object.values(operations).map((operation) => operation.module))) {
    const document = require(`@cliqkit/types/openapi/${module}.json`) as {
      paths: Record<string, Record<string, Listed>>;
    };
    for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
      if (operation.operationId === undefined) continue;
      for (const entry of operation['x-variants'] ?? [operation]) {
        const codes = (entry.errors ?? entry['x-error-codes'] ?? []).filter(
          ({ source }) => source !== 'observed',
        );
        listed.set(entry.operationId, new Map(codes.map(({ code, status }) => [code, status])));
      }
    }
  }
  return listed;
}

const listed = listedCodes();
const ids = Object.keys(operations) as OperationId[];

test('the specs and the scenarios know the same 32 operations', () => {
  expect(ids).toHaveLength(32);
  expect([...listed.keys()].sort()).toEqual([...ids].sort());
  expect(Object.keys(scenarios).sort()).toEqual([...ids].sort());
});

describe.each(ids)('%s', (id) => {
  const { success, codes } = scenarios[id];

  test('works', () => inWorld(success));

  test('has a call for every error code that its spec lists', () => {
    expect(Object.keys(codes).sort()).toEqual([...(listed.get(id)?.keys() ?? [])].sort());
  });

  test.each(Object.keys(codes))('answers %s', (code) =>
    inWorld(async (world) => {
      const error: unknown = await codes[code]?.(world).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code, status: listed.get(id)?.get(code) });
      if (isCliqError(error)) expect(error.operation).toBe(id);
    }),
  );

  test('needs its scope', () =>
    inWorld(async (world) => {
      const [scope] = operations[id].scopes;
      const scopes = allScopes().filter((name) => name !== scope);
      const cliq = world.withToken(world.emulator.issueToken({ scopes }));
      const error: unknown = await success({ ...world, cliq }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(PermissionError);
      expect(error).toMatchObject({ missingScopes: expect.arrayContaining([scope]), outcome: 'notApplied' });
    }));

  test('locks the user out one call after its limit, until the lock ends', () =>
    inWorld(async (world) => {
      const { limit, lockMs, windowMs, method, path } = operations[id];
      const attempt = (): Promise<unknown> => success(world).catch((reason: unknown) => reason);
      // Calls that are refused count too, so any will do to use up the limit.
      for (let call = 0; call < limit; call += 1) {
        const { status } = await world.raw(method, path.replace(/\{[^}]+\}/g, 'nothing'));
        expect(status).not.toBe(429);
      }
      const error = await attempt();
      expect(error).toBeInstanceOf(RateLimitError);
      expect(error).toMatchObject({ operation: id, outcome: 'notApplied', retryable: true });
      world.later(windowMs);
      expect(await attempt()).toBeInstanceOf(RateLimitError);
      world.later(lockMs);
      expect(await attempt()).not.toBeInstanceOf(Error);
    }));
});

function allScopes(): string[] {
  return [...new Set(ids.flatMap((id) => [...operations[id].scopes]))];
}
