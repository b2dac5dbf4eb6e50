import type { BudgetStore, Logger } from 'cliqkit';
import { memoryBudgets, StoreProblem } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import type { Paced } from '../rate/paced.ts';
import { mostInAnyWindow, paced, times, timesOf } from '../rate/paced.ts';
import { everyClass, post, read } from '../support/calls.ts';
import { failureOf } from '../support/failure-of.ts';
import type { Fate, Script } from './scripted-store.ts';
import { scriptedBudgets, secretPlace } from './scripted-store.ts';

const user = 'ana';
const storeError = { name: 'StoreError', outcome: 'notApplied', retryable: true, attempts: 0 };

function scripted(world: Paced, script: { acquire?: Script; settle?: Script }, logger?: Logger) {
  return world.cliqWith({
    pace: { store: scriptedBudgets(world.clock, script), user },
    ...(logger && { logger }),
  });
}

describe('a store of budgets that cannot be reached', () => {
  carries(
    'S01',
    'from the start lets no call of any class out: at once, typed, and without its address',
    async () => {
      for (const call of everyClass) {
        const world = await paced();
        const cliq = scripted(world, { acquire: ['not sent', 'not sent'] });
        const error = await world.clock.run(() => failureOf(call.run(cliq)));
        expect(error).toMatchObject({ ...storeError, operation: call.operation });
        expect(JSON.stringify([error, error.message, error.stack])).not.toContain(secretPlace);
        expect([world.clock.mono(), world.entries().length]).toEqual([0, 0]);
      }
    },
  );

  carries('S01', 'that hangs is given up after five seconds, or at the deadline', async () => {
    for (const [deadline, name, at] of [
      [undefined, 'StoreError', 5_000],
      [60_000, 'StoreError', 5_000],
      [2_000, 'TimeoutError', 2_000],
    ] as const) {
      const world = await paced();
      const cliq = scripted(world, { acquire: ['silence'] });
      const error = await world.clock.run(() =>
        failureOf(read.run(cliq, deadline === undefined ? {} : { deadline })),
      );
      expect(error).toMatchObject({ name, outcome: 'notApplied', attempts: 0 });
      expect([world.clock.mono(), world.entries().length]).toEqual([at, 0]);
    }
  });

  carries('S01', 'lets calls out again as soon as it is back', async () => {
    const world = await paced();
    const cliq = scripted(world, { acquire: ['works', 'not sent', 'silence'] });
    const outcomes = await world.clock.run(async () => {
      const seen: string[] = [];
      for (let call = 0; call < 5; call += 1) {
        seen.push(
          await read.run(cliq).then(
            () => 'sent',
            (error: Error) => error.name,
          ),
        );
      }
      return seen;
    });
    expect(outcomes).toEqual(['sent', 'StoreError', 'StoreError', 'sent', 'sent']);
    expect(world.entries()).toHaveLength(3);
  });

  carries('S01', 'when a slot is given back does not fail the call, which is done, and warns', async () => {
    for (const fate of ['not sent', 'reply lost', 'silence', { refusal: 'LOADING' }] as const) {
      const world = await paced();
      const warnings: string[] = [];
      const cliq = scripted(world, { settle: [fate] }, { warn: (message) => void warnings.push(message) });
      await world.clock.run(() => post.run(cliq));
      expect([world.clock.mono(), world.commits(post.operation)]).toEqual([0, 1]);
      await world.clock.run(new Promise<void>((resolve) => world.clock.timer(6_000, resolve)));
      expect(warnings).toHaveLength(1);
      expect(warnings.join()).not.toContain('hunter2');
    }
  });

  carries('S01', 'fails the calls that wait for it, too, and holds back none for ever', async () => {
    const world = await paced();
    const down: Script = Array.from({ length: 20 }, (): Fate => 'works');
    const cliq = scripted(world, { acquire: [...down, 'works', 'not sent'] });
    const outcomes = await world.clock.run(() =>
      times(40, () =>
        read.run(cliq).then(
          () => 'sent',
          (error: Error) => error.name,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome === 'StoreError')).toHaveLength(20);
    expect([world.clock.timers, world.emulator.violations()]).toEqual([0, []]);
  });
});

describe('a store of budgets that cannot say at present', () => {
  carries('S01', 'holds its calls back until it can, or fails them before their deadline', async () => {
    const world = await paced();
    const { clock } = world;
    const inner = memoryBudgets({ clock });
    const store: BudgetStore = {
      acquire: (key, limits, line) =>
        clock.mono() < 30_000
          ? { slot: undefined, reason: 'store', waitsMs: Array.from({ length: limits.limit }, () => 5_000) }
          : inner.acquire(key, limits, line),
      settle: inner.settle,
    };
    const cliq = world.cliqWith({ pace: { store, user } });
    const [patient, hasty] = await clock.run(() =>
      Promise.all([times(20, () => read.run(cliq)), failureOf(read.run(cliq, { deadline: 12_000 }))]),
    );
    expect(patient).toHaveLength(20);
    expect(hasty).toMatchObject(storeError);
    expect(timesOf(world.entries())).toEqual(Array.from({ length: 20 }, () => 30_000));
    expect([clock.timers, world.emulator.violations()]).toEqual([0, []]);
  });

  carries('S01', 'is asked at once when it wakes those who wait', async () => {
    const world = await paced();
    const { clock } = world;
    const inner = memoryBudgets({ clock });
    let isBack = false;
    const store: BudgetStore = {
      acquire: (...asked) => (isBack ? inner.acquire(...asked) : noSlot),
      settle: inner.settle,
      watch: (_key, _limits, _line, wake) =>
        clock.timer(7_000, () => {
          isBack = true;
          wake();
        }),
    };
    const noSlot = { slot: undefined, reason: 'store', waitsMs: [60_000] } as const;
    const cliq = world.cliqWith({ pace: { store, user } });
    await clock.run(() => read.run(cliq));
    expect(timesOf(world.entries())).toEqual([7_000]);
  });
});

describe('a connection to the store that breaks within a command', () => {
  carries('S02', 'counts the slot as spent: the limit is never passed', async () => {
    const world = await paced();
    const cliq = scripted(world, {
      acquire: Array.from({ length: 60 }, (_none, index) => (index % 3 ? 'works' : 'reply lost')),
    });
    const outcomes = await world.clock.run(async () => {
      const seen: string[] = [];
      for (let call = 0; call < 45; call += 1) {
        seen.push(
          await read.run(cliq).then(
            () => 'sent',
            (error: Error) => error.name,
          ),
        );
      }
      return seen;
    });
    expect(new Set(outcomes)).toEqual(new Set(['sent', 'StoreError']));
    expect(mostInAnyWindow(timesOf(world.entries()))).toBeLessThan(20); // Those that were lost are not used.
    expect(world.emulator.violations()).toEqual([]);
  });

  carries('S02', 'while a slot is given back neither frees another one nor forgets a lock', async () => {
    const world = await paced({ quirks: { duringLock: 'extend' } });
    const { clock, emulator, arrived } = world;
    const shared = memoryBudgets({ clock });
    const one = world.cliqWith({
      pace: { store: scriptedBudgets(clock, { settle: ['reply lost'] }, shared), user },
    });
    const other = world.cliqWith({ pace: { store: shared, user } });
    emulator.faults.plan(read.operation, 'throttle');
    await clock.run(() => failureOf(read.run(one, { deadline: 1_000 })));
    await clock.run(() => Promise.all([read.run(one), read.run(other)]));
    expect(timesOf(arrived(read.operation))).toEqual([0, 300_000, 300_000]);
    emulator.faults.assertConsumed();
    expect(emulator.violations()).toEqual([]);
  });

  carries(
    'S02',
    'and so does not learn of a lock still keeps the client that met it from sending',
    async () => {
      for (const fate of ['not sent', 'silence'] as const) {
        const world = await paced({ quirks: { duringLock: 'extend' } });
        const { clock, emulator, arrived } = world;
        const cliq = scripted(world, { settle: [fate] });
        emulator.faults.plan(read.operation, 'throttle');
        await clock.run(() => read.run(cliq));
        expect(timesOf(arrived(read.operation))).toEqual([0, 300_000]);
        emulator.faults.assertConsumed();
        expect(emulator.violations()).toEqual([]);
      }
    },
  );
});

const refusals = [
  'NOSCRIPT No matching script. Please use EVAL.',
  "READONLY You can't write against a read only replica.",
  'MOVED 3999 10.1.2.4:6379',
  'LOADING Redis is loading the dataset in memory',
  'OOM command not allowed when used memory',
  'NOAUTH Authentication required.',
];

describe('a store whose server answers', () => {
  carries.each(
    'S03',
    refusals,
    '%s ends the call typed and unsent, does not quote it, and is asked again next time',
    async (refusal) => {
      const world = await paced();
      const cliq = scripted(world, { acquire: [{ refusal }] });
      const error = await world.clock.run(() => failureOf(read.run(cliq)));
      expect(error).toMatchObject(storeError);
      expect(error.message).not.toContain(refusal.slice(0, 8));
      await world.clock.run(() => read.run(cliq));
      expect(world.entries()).toHaveLength(1);
    },
  );

  carries(
    'S03',
    'READONLY, and says what to do in a StoreProblem, ends the call with those words',
    async () => {
      const world = await paced();
      const advice = 'This server is a replica. Name the primary.';
      const refused: BudgetStore = {
        acquire: () => Promise.reject(new StoreProblem(advice)),
        settle: () => undefined,
      };
      const cliq = world.cliqWith({ pace: { store: refused, user } });
      const error = await world.clock.run(() => failureOf(read.run(cliq)));
      expect(error).toMatchObject(storeError);
      expect(error.message).toContain(advice);
      expect(world.entries()).toEqual([]);
    },
  );
});
