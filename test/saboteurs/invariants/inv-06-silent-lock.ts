import type { Quirks } from '@cliqkit/emulator';
import { memoryBudgets } from 'cliqkit';
import { expect } from 'vitest';
import { post, read } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const hourMs = 3_600_000;

/** What happens while the user is locked out. */
const meanwhile: { steps: number; retryAfter?: string; restarts?: true; dialect?: '400' }[] = [
  { steps: 0 },
  { steps: 0, dialect: '400' },
  { steps: 0, retryAfter: '900' },
  { steps: 0, retryAfter: '1' },
  { steps: hourMs },
  { steps: -hourMs },
  { steps: 24 * hourMs },
  { steps: 0, restarts: true },
  { steps: hourMs, restarts: true },
];

export const silentLock: Invariant = {
  id: 'INV-06',
  says: 'nothing reaches a locked URL, whatever the clocks show, and over restarts',
  async check(makeClient) {
    for (const { steps, retryAfter, restarts, dialect } of meanwhile) {
      for (const duringLock of ['ignored', 'extend'] as const satisfies Quirks['duringLock'][]) {
        for (const call of [read, post]) {
          const { clock, emulator, setup, arrived } = await bench({ quirks: { duringLock } });
          const documented = call === post ? 600_000 : 300_000;
          const lockMs = Math.max(documented, Number(retryAfter ?? 0) * 1_000);
          const shared = { ...setup, budgets: memoryBudgets({ clock }) };
          const client = makeClient(shared);
          emulator.faults.plan(call.operation, {
            kind: 'throttle',
            lockMs,
            ...(retryAfter && { retryAfter }),
            ...(dialect && { dialect }),
          });
          await clock.run(() => call.run(cliqOf(client), { deadline: 1_000 }).catch(() => undefined));
          emulator.faults.assertConsumed();
          clock.advance(10_000);
          clock.stepWall(steps);
          const next = cliqOf(restarts ? makeClient(shared) : client);
          // One with a deadline, which is refused, and one that waits for as long as it takes.
          await clock.run(() => call.run(next, { deadline: 20_000 }).catch(() => undefined));
          await clock.run(() => call.run(next).catch(() => undefined));
          const at = arrived(call.operation).map(({ mono }) => mono);
          const [first = 0, second = 0] = at;
          expect(second - first).toBeGreaterThanOrEqual(lockMs);
          expect(emulator.violations()).toEqual([]);
        }
      }
    }
  },
};
