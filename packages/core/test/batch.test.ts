import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../src/errors/api-error.ts';
import { AuthError } from '../src/errors/auth-error.ts';
import { BatchError } from '../src/errors/batch-error.ts';
import { ConnectionError } from '../src/errors/connection-error.ts';
import { InputError } from '../src/errors/input-error.ts';
import { PermissionError } from '../src/errors/permission-error.ts';
import { RateLimitError } from '../src/errors/rate-limit-error.ts';
import { assertComplete, runBatch } from '../src/results/batch.ts';
import { errorOf, failureOf, thrownBy } from './failure-of.ts';
import { untyped } from './test-client.ts';

const operation = operations.deletePinnedMessages;
const maximum = operation.batch.maximum;

/** What a chunk can meet: the error, the list its ids belong to, and whether the rest is still tried. */
const fates = {
  succeed: { error: undefined, list: 'succeeded', goesOn: true },
  refused: { error: new ApiError('no', { status: 400 }), list: 'failed', goesOn: true },
  unauthorized: { error: new AuthError('no', { status: 401 }), list: 'failed', goesOn: false },
  forbidden: { error: new PermissionError('no', { status: 403 }), list: 'failed', goesOn: false },
  throttled: {
    error: new RateLimitError('no', { status: 429, retryAt: new Date(0), retryAfterMs: 0 }),
    list: 'failed',
    goesOn: false,
  },
  unconnected: {
    error: new ConnectionError('no', { phase: 'connect', outcome: 'notApplied' }),
    list: 'failed',
    goesOn: false,
  },
  broken: {
    error: new ConnectionError('no', { phase: 'send', outcome: 'unknown' }),
    list: 'unknown',
    goesOn: false,
  },
  failed: { error: new ApiError('no', { status: 500, outcome: 'unknown' }), list: 'unknown', goesOn: false },
  aborted: { error: new DOMException('no', 'AbortError'), list: 'unknown', goesOn: false },
} as const;
const names = [
  'succeed',
  'refused',
  'unauthorized',
  'forbidden',
  'throttled',
  'unconnected',
  'broken',
  'failed',
  'aborted',
] as const;

describe('a batch', () => {
  it('is a partition of its input, in order, whatever each call meets', async () => {
    const ids = fc.array(fc.integer({ min: 0, max: 160 }).map(String), { maxLength: 200 });
    const fate = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('succeed', 'refused') },
      { weight: 1, arbitrary: fc.constantFrom(...names) },
    );
    await fc.assert(
      fc.asyncProperty(ids, fc.array(fate, { minLength: 8, maxLength: 8 }), async (input, plan) => {
        const unique = [...new Set(input)];
        const chunks: string[][] = [];
        const result = await runBatch(operation, input, async (chunk) => {
          chunks.push(chunk);
          const { error } = fates[plan[chunks.length - 1] ?? 'succeed'];
          if (error) throw error;
        });

        const expected: Record<string, string[]> = {
          succeeded: [],
          failed: [],
          unknown: [],
          notAttempted: [],
        };
        let stopped = false;
        for (let start = 0; start < unique.length; start += maximum) {
          const met = fates[plan[start / maximum] ?? 'succeed'];
          expected[stopped ? 'notAttempted' : met.list]?.push(...unique.slice(start, start + maximum));
          if (!met.goesOn) stopped = true;
        }
        const { succeeded, failed, unknown, notAttempted, ok } = result;
        expect({
          succeeded,
          failed: failed.map(({ id }) => id),
          unknown: unknown.map(({ id }) => id),
          notAttempted,
        }).toEqual(expected);
        expect(ok).toBe(succeeded.length === unique.length);
        expect(chunks.every(({ length }) => length > 0 && length <= maximum)).toBe(true);
        expect(chunks.flat()).toEqual(unique.slice(0, chunks.flat().length));
        for (const { error } of [...failed, ...unknown])
          expect(Object.values(fates).some((met) => met.error === error)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([0, 1, maximum - 1, maximum, maximum + 1, 3 * maximum])(
    'of %i items takes as few calls as there can be',
    async (count) => {
      const sizes: number[] = [];
      const ids = Array.from({ length: count }, (_none, index) => String(index));
      const result = await runBatch(operation, ids, async ({ length }) => sizes.push(length));
      expect(sizes).toHaveLength(Math.ceil(count / maximum));
      expect(result).toEqual({ ok: true, succeeded: ids, failed: [], unknown: [], notAttempted: [] });
    },
  );

  it('sends one item at a time when the operation has no batch', async () => {
    const chunks: string[][] = [];
    await runBatch(operations.muteThread, ['a', 'b', 'a'], async (chunk) => chunks.push(chunk));
    expect(chunks).toEqual([['a'], ['b']]);
  });

  it('of very many items reports all that were not tried', async () => {
    const ids = Array.from({ length: 300_000 }, (_none, index) => String(index));
    const result = await runBatch(operation, ids, () => Promise.reject(fates.throttled.error));
    expect(result.failed).toHaveLength(maximum);
    expect(result.notAttempted).toHaveLength(ids.length - maximum);
  });

  it('of which all succeeded is complete', async () => {
    assertComplete(await runBatch(operation, ['a'], async () => undefined));
  });

  it.each([
    ['refused', 'notApplied'],
    ['broken', 'unknown'],
  ] as const)('with a call that is %s is not complete: %s', async (name, outcome) => {
    const result = await runBatch(operation, ['a', 'b'], () => Promise.reject(fates[name].error));
    const error = thrownBy(BatchError, () => assertComplete(result));
    expect(error).toMatchObject({ name: 'BatchError', outcome, retryable: false, result });
    expect(error.message).toContain('0 succeeded');
    expect(error.message).toContain('0 not attempted');
  });

  it.each([[''], [1], [null], [undefined]])(
    'with %s for an id is refused before anything is sent',
    async (id) => {
      let calls = 0;
      const send = async () => {
        calls += 1;
      };
      const error = await errorOf(InputError, runBatch(operation, ['a', untyped<string>(id)], send));
      expect(error).toMatchObject({ operation: operation.id, outcome: 'notApplied' });
      expect(calls).toBe(0);
    },
  );

  it('is refused as a whole when its first call cannot be right, for no other call can', async () => {
    const refusal = new InputError('no such chat');
    expect(await failureOf(runBatch(operation, ['a'], () => Promise.reject(refusal)))).toBe(refusal);
  });

  it('of single calls reports an item that cannot be right, and goes on', async () => {
    const refusal = new InputError('no such chat');
    const send = async ([id]: string[]) => {
      if (id === '..') throw refusal;
    };
    expect(await runBatch(operations.muteThread, ['..', 'b'], send)).toEqual({
      ok: false,
      succeeded: ['b'],
      failed: [{ id: '..', error: refusal }],
      unknown: [],
      notAttempted: [],
    });
  });

  it('whose signal has aborted attempts no further call', async () => {
    const controller = new AbortController();
    const ids = Array.from({ length: maximum + 1 }, (_none, index) => String(index));
    const send = async () => controller.abort();
    const result = await runBatch(operation, ids, send, { signal: controller.signal });
    expect(result).toMatchObject({
      ok: false,
      succeeded: ids.slice(0, maximum),
      notAttempted: ids.slice(maximum),
    });
  });
});
