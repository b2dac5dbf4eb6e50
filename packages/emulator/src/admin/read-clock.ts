import type { World } from '../world.ts';
import type { components } from './generated/admin-api.ts';

/** What the clock shows. */
export function readClock({ clock, turnable }: World): components['schemas']['Clock'] {
  return {
    wall: clock.wall(),
    mono: clock.mono(),
    rate: turnable?.rate ?? 1,
    controllable: turnable !== undefined,
  };
}
