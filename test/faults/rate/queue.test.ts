import { demo } from '@cliqkit/emulator';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { post } from '../support/calls.ts';
import { rejectionOf } from '../support/failure-of.ts';
import { paced, times, timesOf } from './paced.ts';

const limit = 20;
const windowMs = 60_000;
const launch = demo.channels.launch.chatId;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** When calls go that are made at these times, first come first served, with no time lost on the way. */
function model(madeAt: readonly number[]): number[] {
  const gone: number[] = [];
  for (const at of madeAt) gone.push(Math.max(at, (gone[gone.length - limit] ?? -windowMs) + windowMs));
  return gone;
}

/** Pauses between calls: bursts, trickles, and silence. */
const pauses = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 90_000 })),
  {
    minLength: 1,
    maxLength: 120,
  },
);

describe('calls that wait in line', () => {
  carries(
    'R10',
    'go first come first served, each as soon as the limit allows, so that none waits for ever',
    async () => {
      await fc.assert(
        fc.asyncProperty(pauses, async (gaps) => {
          const { clock, cliq, entries } = await paced();
          const madeAt: number[] = [];
          const calls: Promise<unknown>[] = [];
          for (const [index, gap] of gaps.entries()) {
            if (gap > 0) clock.advance(gap);
            madeAt.push(clock.mono());
            calls.push(cliq.pins.list(launch, { limit: index + 2 }).toArray());
            await clock.run(turn());
          }
          await clock.run(() => Promise.all(calls));
          expect(entries().map(({ query }) => query)).toEqual(
            gaps.map((_gap, index) => `limit=${index + 2}`),
          );
          // Nothing goes while the test moves the clock past a timer, so that one can be late by a step of the test.
          for (const [index, at] of model(madeAt).entries()) {
            const wentAt = timesOf(entries())[index] ?? Number.NaN;
            expect(wentAt).toBeGreaterThanOrEqual(at);
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  carries('R10', 'wait no longer than a window for each full window before them', async () => {
    const { clock, emulator, cliq, entries } = await paced();
    await clock.run(() => times(500, (index) => cliq.pins.list(launch, { limit: index + 2 }).toArray()));
    expect(timesOf(entries())).toEqual(
      Array.from({ length: 500 }, (_none, index) => Math.floor(index / limit) * windowMs),
    );
    expect(emulator.violations()).toEqual([]);
  });

  carries('R10', 'and are throttled keep their place before those that came later', async () => {
    const { clock, emulator, cliq, entries } = await paced();
    emulator.faults.plan('getPinnedMessages', 'throttle');
    await clock.run(async () => {
      const first = cliq.pins.list(launch, { limit: 2 }).toArray();
      await turn();
      const later = times(40, (index) => cliq.pins.list(launch, { limit: index + 3 }).toArray());
      await Promise.all([first, later]);
    });
    const order = entries().map(({ query }) => Number(query.replace('limit=', '')));
    expect(order).toEqual([2, ...Array.from({ length: 41 }, (_none, index) => index + 2)]);
    emulator.faults.assertConsumed();
  });

  carries(
    'R14',
    'and are aborted leave no trace: the others go exactly when they would have gone without them',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.option(fc.integer({ min: 1, max: windowMs - 1 }), { freq: 1 }), {
            minLength: 1,
            maxLength: 80,
          }),
          async (abortsAt) => {
            const { clock, emulator, cliq, entries } = await paced();
            const reason = new Error('never mind');
            await clock.run(async () => {
              const first = times(limit, () => cliq.pins.list(launch).toArray());
              const queued = abortsAt.map(async (at) => {
                if (at === null) {
                  await cliq.pins.list(launch).toArray();
                  return;
                }
                const stop = new AbortController();
                clock.timer(at, () => stop.abort(reason));
                const call = cliq.pins.list(launch, {}, { signal: stop.signal }).toArray();
                expect(await rejectionOf(call)).toBe(reason);
                expect(clock.mono()).toBe(at);
              });
              await Promise.all([first, ...queued]);
            });
            const stayed = abortsAt.filter((at) => at === null).length;
            expect(timesOf(entries())).toEqual(model(Array(limit + stayed).fill(0)));
            expect([clock.timers, emulator.violations()]).toEqual([0, []]);
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  carries(
    'R14',
    'and are all aborted leave the line empty, and the next call waits for the limit alone',
    async () => {
      const { clock, cliq, entries } = await paced();
      await clock.run(() => times(limit, () => post.run(cliq)));
      const stops = Array.from({ length: 100 }, () => new AbortController());
      const waiting = times(100, (index) => {
        const { signal } = stops[index] ?? new AbortController();
        return post.run(cliq, { signal }).catch((error: unknown) => error);
      });
      await clock.run(turn());
      for (const stop of stops) stop.abort('gone');
      expect(new Set(await waiting)).toEqual(new Set(['gone']));
      expect(clock.timers).toBe(0);
      await clock.run(() => post.run(cliq));
      expect(timesOf(entries())).toEqual([...Array(limit).fill(0), windowMs]);
    },
  );
});
