import type { Clock } from 'cliqkit';
import { memoryBudgets, pace } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

export const wallClockLock: Saboteur = {
  does: 'measures locks and windows with the wall clock, which somebody may set',
  make(setup) {
    const clock: Clock = { ...setup.clock, mono: setup.clock.wall, timer: setup.clock.timer };
    return clientWith(setup, { pace: pace({ clock, store: memoryBudgets({ clock }), user: setup.user }) });
  },
  breaks: ['INV-06'],
};
