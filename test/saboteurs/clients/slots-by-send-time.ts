import type { BudgetStore } from 'cliqkit';
import { memoryBudgets, pace } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const slotsBySendTime: Saboteur = {
  does: 'counts a window from when a call was sent, though it arrives later',
  make(setup) {
    const { clock, budgets = memoryBudgets({ clock }), user } = setup;
    const takenAt = new Map<string, number>();
    const store: BudgetStore = {
      async acquire(key, limits) {
        const answer = await budgets.acquire(key, limits);
        if (answer.slot !== undefined) takenAt.set(answer.slot, clock.mono());
        return answer;
      },
      settle(key, slot, settlement, limits) {
        const freeAt = (takenAt.get(slot) ?? clock.mono()) + limits.windowMs;
        const freeInMs = settlement.freeInMs === 0 ? 0 : Math.max(0, freeAt - clock.mono());
        return budgets.settle(key, slot, { ...settlement, freeInMs }, limits);
      },
    };
    return clientWith(setup, { pace: pace({ clock, store, user }) });
  },
  breaks: ['INV-07'],
};
