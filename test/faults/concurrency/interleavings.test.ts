import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { drained, interleavedWorld, makeCall, schedulers, stories } from './interleaved-world.ts';

const slowMs = 120_000;
const runs = 400;
/** Locks that come back are kept longer each time: a call that meets several waits for hours. */
const mostRounds = 2_000;

describe('aborts, throttles, refreshes, failures and time, in any order,', () => {
  carries(
    ['C02', 'R05', 'A03', 'A10', 'A20'],
    'post nothing twice, send nothing into a lock or after an abort, and ask for one token at a time',
    async () => {
      await fc.assert(
        fc.asyncProperty(schedulers, stories, async (scheduler, story) => {
          const { clock, cliq, broken, end } = interleavedWorld(scheduler, story);
          let settled = 0;
          const calls = story.calls.map(async ({ posts, aborted }, index) => {
            const stop = new AbortController();
            let outcome: unknown = 'under way';
            const call = makeCall(cliq, index, posts, stop.signal).then(
              () => (outcome = 'done'),
              (error: unknown) => (outcome = error),
            );
            if (aborted) {
              scheduler.schedule(Promise.resolve(), `abort of call ${index}`).then(async () => {
                const before = outcome;
                const reason = new Error(`abort of call ${index}`);
                stop.abort(reason);
                end(index, posts);
                await drained();
                if (before === 'under way' && outcome !== reason)
                  broken.push(`INV-16: call ${index} goes on`);
              });
            }
            await call;
            settled += 1;
          });
          for (const ms of story.jumpsMs) {
            scheduler.schedule(Promise.resolve(), `${ms} ms pass`).then(() => clock.advance(ms));
          }
          await drained();
          for (let round = 0; settled < calls.length && round < mostRounds; round += 1) {
            await scheduler.waitIdle();
            await drained();
            clock.advance(61_000);
            await drained();
          }
          await scheduler.waitIdle();
          expect(broken).toEqual([]);
          expect(settled).toBe(calls.length);
        }),
        { numRuns: runs },
      );
    },
    slowMs,
  );
});
