import type { Cliq } from 'cliqkit';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { post, read } from '../support/calls.ts';
import { rejectionOf } from '../support/failure-of.ts';
import { hour, signedIn } from './signed-in.ts';

const slowMs = 30_000;
const unlimited = { limits: { [read.operation]: { limit: 100_000 } } };

describe('a thousand callers who find the token ended', () => {
  const crowd = (cliq: Cliq) => Array.from({ length: 1000 }, () => read.run(cliq));

  carries(
    'A10',
    'share one refresh',
    async () => {
      const { clock, process, tokenRequests, arrived, events, check } = await signedIn(unlimited);
      const cliq = process();
      await read.run(cliq);
      clock.advance(hour);
      await Promise.all(crowd(cliq));
      expect([tokenRequests().length, arrived(read.operation).length, events.length]).toEqual([2, 1001, 2]);
      expect(new Set(arrived(read.operation).map(({ tokenId }) => tokenId)).size).toBe(2);
      check();
    },
    slowMs,
  );

  carries(
    'A10',
    'share one refresh when it is the service that says so',
    async () => {
      const { emulator, process, tokenRequests, check } = await signedIn(unlimited);
      const cliq = process();
      await read.run(cliq);
      emulator.faults.plan(read.operation, 'expire-token');
      await Promise.all(crowd(cliq));
      expect(tokenRequests()).toHaveLength(2);
      check();
    },
    slowMs,
  );

  carries(
    'A10',
    'share its failure, and the next one starts anew',
    async () => {
      const { emulator, clock, process, tokenRequests, arrived, events, failureOf, check } =
        await signedIn(unlimited);
      emulator.faults.plan('token', 'html', 'html');
      const cliq = process();
      const failures = await clock.run(Promise.all(crowd(cliq).map(rejectionOf)));
      expect(new Set(failures.map((error) => (error as Error).message)).size).toBe(1);
      await failureOf(Promise.reject(failures[0]));
      expect([tokenRequests().length, arrived(read.operation).length, events.length]).toEqual([2, 0, 1]);
      await read.run(cliq);
      expect(tokenRequests()).toHaveLength(3);
      check();
    },
    slowMs,
  );
});

describe('one of many who wait for a token', () => {
  carries(
    'A20',
    'gives up with its own reason, and the others are not affected, whatever the order',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.scheduler(),
          fc.array(fc.boolean(), { minLength: 2, maxLength: 8 }),
          async (scheduler, quits) => {
            const { emulator, process, tokenRequests, arrived, check } = await signedIn();
            const turn = scheduler.scheduleFunction(async () => undefined);
            const fetch: typeof globalThis.fetch = async (input, init) => {
              await turn();
              return emulator.fetch(input, init);
            };
            const cliq = process(undefined, { fetch });
            const calls = quits.map(async (quit, index) => {
              const controller = new AbortController();
              if (quit) void scheduler.schedule(Promise.resolve()).then(() => controller.abort(index));
              return read.run(cliq, { signal: controller.signal }).then(
                () => 'done',
                (reason: unknown) => reason,
              );
            });
            const results = await scheduler.waitFor(Promise.all(calls));
            for (const [index, result] of results.entries())
              expect(quits[index] ? ['done', index] : ['done']).toContain(result);
            expect(tokenRequests().length).toBeLessThanOrEqual(1);
            const done = results.filter((result) => result === 'done').length;
            expect(arrived(read.operation).length).toBeGreaterThanOrEqual(done);
            check();
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  carries('A20', 'and runs out of time leaves the others waiting, and the token to come', async () => {
    const { emulator, clock, process, tokenRequests, arrived, failureOf, check } = await signedIn();
    emulator.faults.plan('token', 'stall');
    const cliq = process();
    const [hasty, patient] = [post.run(cliq, { deadline: 2000 }), read.run(cliq)];
    await clock.run(async () => {
      expect(await failureOf(hasty)).toMatchObject({
        name: 'TimeoutError',
        timeoutMs: 2000,
        outcome: 'notApplied',
      });
      expect(clock.mono()).toBe(2000);
      await patient;
    });
    expect([tokenRequests().length, arrived(post.operation).length]).toEqual([2, 0]);
    check();
  });
});
