import { expect } from 'vitest';
import { everyClass } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

export const oneReplay: Invariant = {
  id: 'INV-13',
  says: 'a 401 causes one refresh and one replay at most, a 403 none',
  async check(makeClient) {
    for (const call of everyClass) {
      const { clock, emulator, setup, arrived } = await bench();
      emulator.faults.plan(call.operation, ...Array<'expire-token'>(8).fill('expire-token'));
      const error = await clock.run(() =>
        call.run(cliqOf(makeClient(setup)), { deadline: 300_000 }).catch((thrown: unknown) => thrown),
      );
      expect(error).toMatchObject({ name: 'AuthError', status: 401 });
      expect([arrived(call.operation).length, arrived('token').length]).toEqual([2, 2]);

      const forbidden = await bench();
      forbidden.emulator.faults.plan(call.operation, { kind: 'status', status: 403 });
      await forbidden.clock.run(() => call.run(cliqOf(makeClient(forbidden.setup))).catch(() => undefined));
      forbidden.emulator.faults.assertConsumed();
      expect([forbidden.arrived(call.operation).length, forbidden.arrived('token').length]).toEqual([1, 1]);
    }
  },
};
