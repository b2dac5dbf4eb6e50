import { memoryBudgets } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { failureOf } from '../support/failure-of.ts';
import { paced, times, timesOf } from './paced.ts';

const lockMs = 300_000;
/** A store that outlives the program; here it outlives the client. */
const shared = async () => {
  const world = await paced();
  const store = memoryBudgets({ clock: world.clock });
  return { ...world, startProgram: () => world.cliqWith({ pace: { store, user: 'ana' } }) };
};

describe('a program that ends during a lock and starts again', () => {
  carries.each(
    'R12',
    [0, 1, 60_000, 299_999] as const,
    'after %s ms sends nothing until the lock ends',
    async (downMs) => {
      const { clock, emulator, startProgram, arrived } = await shared();
      emulator.faults.plan('getPinCategories', 'throttle');
      const before = startProgram();
      const ended = failureOf(before.folders.list().toArray());
      await clock.run(new Promise((resolve) => setImmediate(resolve)));
      before.close();
      expect(await ended).toMatchObject({ name: 'ClosedError', outcome: 'notApplied' });
      clock.advance(downMs);
      const after = startProgram();
      const refused = await clock.run(() => failureOf(after.folders.list({}, { deadline: 0.5 }).toArray()));
      expect(refused).toMatchObject({
        name: 'RateLimitError',
        heldBack: true,
        retryAfterMs: lockMs - downMs,
      });
      await clock.run(() => after.folders.list().toArray());
      expect(timesOf(arrived('getPinCategories'))).toEqual([0, lockMs]);
      emulator.faults.assertConsumed();
      expect(emulator.violations()).toEqual([]);
    },
  );

  carries.each(
    'R12',
    [-86_400_000, -3_600_000, 3_600_000, 86_400_000] as const,
    'with a wall clock that was set by %s ms meanwhile still sends nothing until the lock ends',
    async (ms) => {
      const { clock, emulator, startProgram, arrived } = await shared();
      emulator.faults.plan('getPinCategories', 'throttle');
      await clock.run(() => failureOf(startProgram().folders.list({}, { deadline: 1_000 }).toArray()));
      clock.stepWall(ms);
      await clock.run(() => startProgram().folders.list().toArray());
      expect(timesOf(arrived('getPinCategories'))).toEqual([0, lockMs]);
      emulator.faults.assertConsumed();
    },
  );

  carries('R12', 'ten times, with a full window each time, never passes the limit', async () => {
    const { clock, emulator, startProgram, entries } = await shared();
    for (let start = 0; start < 10; start += 1) {
      const program = startProgram();
      const calls = times(30, () =>
        program.folders
          .list()
          .toArray()
          .catch(() => undefined),
      );
      await clock.run(new Promise((resolve) => setImmediate(resolve)));
      clock.advance(7_000);
      await clock.run(new Promise((resolve) => setImmediate(resolve)));
      program.close();
      await calls;
    }
    expect(timesOf(entries())).toEqual([...Array(20).fill(0), ...Array(20).fill(63_000)]);
    expect(emulator.violations()).toEqual([]);
  });
});
