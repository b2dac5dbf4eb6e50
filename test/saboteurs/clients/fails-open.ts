import type { BudgetStore } from 'cliqkit';
import { memoryBudgets, pace } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const failsOpen: Saboteur = {
  does: 'sends without a slot when the store of the budgets cannot be reached',
  make(setup) {
    const { clock, budgets = memoryBudgets({ clock }), user } = setup;
    const store: BudgetStore = {
      async acquire(key, limits) {
        try {
          return await budgets.acquire(key, limits);
        } catch {
          return { slot: 'none' };
        }
      },
      settle: budgets.settle,
    };
    return clientWith(setup, { pace: pace({ clock, store, user }) });
  },
  breaks: ['INV-27'],
};
