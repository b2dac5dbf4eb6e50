import { createClock } from '@cliqkit/emulator';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { everyClass, neverRepeated, pinChat, read, reorder } from '../support/calls.ts';
import { emulated } from '../support/emulated.ts';
import { failureOf } from '../support/failure-of.ts';

const messages = neverRepeated.map((call) => [call.operation, call] as const);
const doors = ['in memory', 'on a socket'] as const;
const port = (door: (typeof doors)[number]) => (door === 'on a socket' ? { port: 0 } : {});

describe('a write that is carried out, and then the connection is reset', () => {
  carries.each(
    'T07',
    messages,
    '(%s) is carried out once, and its outcome is unknown',
    async ([operation, call]) => {
      for (const door of doors) {
        const { emulator, cliq, arrived, commits } = await emulated(port(door));
        emulator.faults.plan(operation, 'commit-then-reset');
        expect(await failureOf(call.run(cliq))).toMatchObject({
          name: 'ConnectionError',
          phase: 'send',
          outcome: 'unknown',
          retryable: false,
          attempts: 1,
          operation,
        });
        emulator.faults.assertConsumed();
        expect([arrived(operation).length, commits(operation)]).toEqual([1, 1]);
        expect(emulator.violations()).toEqual([]);
      }
    },
  );

  carries.each('T07', doors, '(%s) and sets a state is sent again, and passes', async (door) => {
    for (const call of [read, pinChat]) {
      const { emulator, cliq, arrived } = await emulated(port(door));
      emulator.faults.plan(call.operation, 'commit-then-reset', 'commit-then-truncate', 'reset-mid-reply');
      await call.run(cliq);
      emulator.faults.assertConsumed();
      const entries = arrived(call.operation);
      expect(entries).toHaveLength(4);
      const sent = entries.map(({ method, path, query, bodyHash }) => ({ method, path, query, bodyHash }));
      expect(new Set(sent.map((request) => JSON.stringify(request))).size).toBe(1);
    }
  });

  carries.each(
    'T07',
    doors,
    '(%s) and is guarded by a sync time meets its own change: unknown, and no mere conflict',
    async (door) => {
      const { emulator, cliq, commits } = await emulated(port(door));
      emulator.faults.plan('reorderCategory', 'commit-then-reset');
      expect(await failureOf(reorder.run(cliq))).toMatchObject({
        name: 'ConflictError',
        code: 'client_not_synced',
        outcome: 'unknown',
        attempts: 2,
      });
      emulator.faults.assertConsumed();
      expect(commits('reorderCategory')).toBe(1);
    },
  );
});

describe('a write that is carried out, and then nothing is answered', () => {
  carries.each(
    'T08',
    messages,
    '(%s) is carried out once; the timeout says that its outcome is unknown',
    async ([operation, call]) => {
      const clock = createClock();
      const { emulator, cliq, arrived, commits } = await emulated({ clock });
      emulator.faults.plan(operation, 'commit-then-stall');
      const error = await clock.run(() => failureOf(call.run(cliq)));
      expect(error).toMatchObject({
        name: 'TimeoutError',
        timeoutMs: 30_000,
        outcome: 'unknown',
        retryable: false,
        attempts: 1,
        operation,
      });
      expect(clock.mono()).toBe(30_000);
      emulator.faults.assertConsumed();
      expect([arrived(operation).length, commits(operation)]).toEqual([1, 1]);
    },
  );

  carries('T08', 'and may be repeated is sent again when the time of its attempt is over', async () => {
    for (const call of [read, pinChat]) {
      const clock = createClock();
      const { emulator, cliq, arrived } = await emulated({ clock });
      emulator.faults.plan(call.operation, 'commit-then-stall', 'stall');
      await clock.run(() => call.run(cliq));
      emulator.faults.assertConsumed();
      expect(arrived(call.operation).map(({ mono }) => mono)).toEqual([0, 30_000, 60_000]);
    }
  });

  carries('T08', 'ends at the deadline of the caller, whichever comes first', async () => {
    for (const call of everyClass) {
      const clock = createClock();
      const { emulator, cliq, arrived } = await emulated({ clock });
      emulator.faults.plan(call.operation, 'commit-then-stall', 'commit-then-stall');
      const error = await clock.run(() => failureOf(call.run(cliq, { deadline: 8_000 })));
      const outcome = call.retry === 'safe' ? 'notApplied' : 'unknown';
      expect(error).toMatchObject({ name: 'TimeoutError', timeoutMs: 8_000, outcome, attempts: 1 });
      expect([clock.mono(), clock.timers]).toEqual([8_000, 0]);
      expect(arrived(call.operation)).toHaveLength(1);
    }
  });
});
