import type { Fault } from '@cliqkit/emulator';
import { expect } from 'vitest';
import { pinChat, read } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const deadline = 8_000;
const faults: Fault[] = ['stall', 'commit-then-stall', { kind: 'drip', ms: 60_000 }];

export const wholeDeadline: Invariant = {
  id: 'INV-18',
  says: 'the deadline covers everything: the token, the attempts, and the last byte of the reply',
  async check(makeClient) {
    for (const call of [read, pinChat]) {
      for (const fault of faults) {
        const { clock, emulator, setup } = await bench();
        const cliq = cliqOf(makeClient(setup));
        emulator.faults.plan(call.operation, fault, fault);
        const error = await clock.run(() => call.run(cliq, { deadline }).catch((thrown: unknown) => thrown));
        expect(error).toMatchObject({ name: 'TimeoutError', timeoutMs: deadline });
        expect(clock.mono()).toBe(deadline);
      }
      const { clock, emulator, setup } = await bench();
      emulator.faults.plan('token', 'stall');
      await clock.run(() => call.run(cliqOf(makeClient(setup)), { deadline }).catch(() => undefined));
      expect(clock.mono()).toBe(deadline);
      emulator.faults.assertConsumed();
    }
  },
};
