import type { BudgetStore } from 'cliqkit';
import { memoryBudgets, pace } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const forgetsLocks: Saboteur = {
  does: 'keeps a lock in the memory of the program alone, so that the next start does not know of it',
  make(setup) {
    const { clock, budgets = memoryBudgets({ clock }), user } = setup;
    const store: BudgetStore = {
      acquire: budgets.acquire,
      settle: (key, slot, { lockedMs: _forgotten, ...settlement }, limits) =>
        budgets.settle(key, slot, settlement, limits),
    };
    return clientWith(setup, { pace: pace({ clock, store, user }) });
  },
  breaks: ['INV-06'],
};
