import type { VirtualClock } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import type { Dice } from '../reliability/support/dice.ts';
import type { StormPlan } from './plan.ts';

const minute = 60_000;
const hour = 3_600_000;
const times = 5;

/** Sets off what happens to the machine during a storm: its clock is set, it sleeps, the clients are closed. */
export function setOff(plan: StormPlan, clock: VirtualClock, dice: Dice, clients: readonly Cliq[]): void {
  const happen = {
    none: () => undefined,
    steps: () => clock.stepWall(dice.between(-hour, hour)),
    sleeps: () => clock.suspend(dice.between(0, hour)),
  }[plan.clockTrouble];
  const again = (left: number): void => {
    if (left === 0) return;
    clock.timer(dice.between(0, 10 * minute), () => {
      happen();
      again(left - 1);
    });
  };
  if (plan.clockTrouble !== 'none') again(times);
  if (plan.closeAfterMs !== undefined) {
    clock.timer(plan.closeAfterMs, () => {
      for (const client of clients) client.close();
    });
  }
}
