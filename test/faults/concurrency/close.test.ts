import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { paced } from '../rate/paced.ts';
import { everyClass, read } from '../support/calls.ts';
import { failureOf } from '../support/failure-of.ts';
import { passAnHour, waitingStates } from './waiting-states.ts';

const cells = waitingStates.flatMap((state) =>
  everyClass.map((call) => [state.name, call.retry, state, call] as const),
);

describe('closing a client', () => {
  carries.each(
    'C11',
    cells,
    'ends a call that waits %s (%s): typed, with its outcome, and nothing is sent any more',
    async ([, retry, state, call]) => {
      const { cliq, clock, result, sent, slotsOut } = await state.reach(call);
      const before = sent();
      cliq.close();
      cliq.close();
      const outcome = state.isOut && retry !== 'safe' ? 'unknown' : 'notApplied';
      expect(await failureOf(result)).toMatchObject({ name: 'ClosedError', outcome, retryable: false });
      await passAnHour(clock);
      expect([sent(), clock.timers, slotsOut()]).toEqual([before, 0, 0]);
      expect(await failureOf(call.run(cliq))).toMatchObject({
        name: 'ClosedError',
        attempts: 0,
        outcome: 'notApplied',
      });
      cliq.close();
    },
  );

  carries('C11', 'at any moment settles every call, once, and closing again does nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 120_000 })), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.integer({ min: 0, max: 200_000 }),
        async (plan, closeAt) => {
          const { clock, emulator, cliq } = await paced();
          emulator.faults.random({ seed: closeAt, rate: 0.3 });
          const settled: string[] = [];
          const calls = plan.map(async ([kind, at]) => {
            await new Promise<void>((resolve) => clock.timer(at, resolve));
            const call = everyClass[kind] ?? read;
            await call.run(cliq).then(
              () => settled.push('done'),
              (error: Error) => settled.push(error.name),
            );
          });
          clock.timer(closeAt, () => {
            cliq.close();
            cliq.close();
          });
          await clock.run(() => Promise.all(calls));
          expect(settled).toHaveLength(plan.length);
          const sentAfter = emulator.journal.entries().filter(({ mono }) => mono > closeAt);
          expect(sentAfter).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });

  carries('C11', 'ends the items of a batch that have not been sent as not attempted', async () => {
    const { clock, emulator, cliq } = await paced();
    emulator.faults.plan('deletePinnedMessages', 'stall');
    const ids = Array.from({ length: 60 }, (_none, index) => `${index}_1`);
    const removal = cliq.pins.remove('1488288613043522033', ids);
    clock.timer(5_000, () => cliq.close());
    const { unknown, notAttempted } = await clock.run(removal);
    expect([unknown.map(({ id }) => id), notAttempted]).toEqual([ids.slice(0, 25), ids.slice(25)]);
    emulator.faults.assertConsumed();
  });
});
