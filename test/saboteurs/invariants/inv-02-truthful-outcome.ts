import type { Fault } from '@cliqkit/emulator';
import { isCliqError } from 'cliqkit';
import { expect } from 'vitest';
import { neverRepeated, pinChat, read, reorder } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const faults: Fault[] = [
  'refuse-connect',
  'reset-before-read',
  'commit-then-reset',
  'commit-then-stall',
  'commit-then-truncate',
  'reset-mid-reply',
  'html',
  'redirect',
  { kind: 'status', status: 400, code: 'operation_failed' },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 500 },
];

export const truthfulOutcome: Invariant = {
  id: 'INV-02',
  says: 'a success has taken effect and is whole, and what is said not to be applied has not',
  async check(makeClient) {
    for (const call of [read, pinChat, reorder, ...neverRepeated]) {
      const undisturbed = await bench();
      const whole = await undisturbed.clock.run(() => call.run(cliqOf(makeClient(undisturbed.setup))));
      for (const fault of faults) {
        const { clock, emulator, setup, commits } = await bench();
        const cliq = cliqOf(makeClient(setup));
        emulator.faults.plan(call.operation, fault, fault, fault, fault);
        const outcome = await clock.run(() =>
          call.run(cliq, { deadline: 200_000 }).then(
            (value) => ({ value }),
            (error: unknown) => (isCliqError(error) ? error.outcome : error),
          ),
        );
        const committed = commits(call.operation) > 0;
        if (typeof outcome === 'object' && outcome !== null && 'value' in outcome) {
          expect([call.operation, outcome.value === undefined]).toEqual([
            call.operation,
            whole === undefined,
          ]);
          if (call === read) expect(outcome.value).toEqual(whole);
          else expect(committed).toBe(true);
        } else {
          expect([fault, call.operation, outcome]).toEqual([
            fault,
            call.operation,
            expect.stringMatching(/^(notApplied|unknown)$/),
          ]);
          if (outcome === 'notApplied')
            expect([fault, call.operation, committed]).toEqual([fault, call.operation, false]);
        }
      }
    }
  },
};
