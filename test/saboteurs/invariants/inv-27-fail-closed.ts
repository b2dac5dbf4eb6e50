import type { BudgetStore } from 'cliqkit';
import { expect } from 'vitest';
import { everyClass } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const acts: (() => never | Promise<never>)[] = [
  () => {
    throw new Error('connect ECONNREFUSED');
  },
  () => Promise.reject(new Error('read ECONNRESET')),
  () => new Promise<never>(() => undefined),
];

export const failClosed: Invariant = {
  id: 'INV-27',
  says: 'without the store of the budgets nothing is sent, and the call fails within a bound',
  async check(makeClient) {
    for (const call of everyClass) {
      for (const act of acts) {
        const { clock, emulator, setup } = await bench();
        const budgets: BudgetStore = { acquire: act, settle: act };
        const cliq = cliqOf(makeClient({ ...setup, budgets }));
        const error = await clock.run(() => call.run(cliq).catch((thrown: unknown) => thrown));
        expect(error).toMatchObject({ name: 'StoreError', outcome: 'notApplied' });
        expect(clock.mono()).toBeLessThanOrEqual(5_000);
        expect(emulator.journal.entries().filter(({ operation }) => operation !== 'token')).toEqual([]);
      }
    }
  },
};
