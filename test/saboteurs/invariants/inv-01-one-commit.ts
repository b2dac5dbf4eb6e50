import { expect } from 'vitest';
import { neverRepeated } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const faults = [
  'commit-then-reset',
  'commit-then-stall',
  'commit-then-truncate',
  'reset-mid-reply',
  'html',
] as const;

export const oneCommit: Invariant = {
  id: 'INV-01',
  says: 'what would be done twice is carried out once at most',
  async check(makeClient) {
    for (const call of neverRepeated) {
      for (const fault of faults) {
        const { clock, emulator, setup, commits } = await bench();
        const cliq = cliqOf(makeClient(setup));
        emulator.faults.plan(call.operation, fault);
        await clock.run(() => call.run(cliq, { deadline: 120_000 }).catch(() => undefined));
        emulator.faults.assertConsumed();
        expect(commits(call.operation)).toBeLessThanOrEqual(1);
        expect(emulator.violations()).toEqual([]);
      }
    }
  },
};
