import type { Fault } from '@cliqkit/emulator';
import { CliqError } from 'cliqkit';
import { expect } from 'vitest';
import { everyClass } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const faults: Fault[] = [
  'refuse-connect',
  'reset-before-read',
  'commit-then-reset',
  'stall',
  'html',
  { kind: 'html', status: 200 },
  'redirect',
  'throttle',
  { kind: 'status', status: 400, code: 'operation_failed' },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 418 },
];

export const typedFailures: Invariant = {
  id: 'INV-22',
  says: 'every failure is an error of the SDK, with its operation and its outcome',
  async check(makeClient) {
    for (const call of everyClass) {
      for (const fault of faults) {
        const { clock, emulator, setup } = await bench();
        const cliq = cliqOf(makeClient(setup));
        emulator.faults.plan(call.operation, fault, fault, fault, fault);
        const failure = await clock.run(() =>
          call.run(cliq, { deadline: 250_000 }).then(
            () => undefined,
            (error: unknown) => error,
          ),
        );
        if (failure === undefined) continue; // Where nothing is promised, a page may pass.
        expect(failure).toBeInstanceOf(CliqError);
        expect(failure).toMatchObject({
          operation: call.operation,
          outcome: expect.stringMatching(/^(notApplied|unknown)$/),
        });
      }
    }
  },
};
