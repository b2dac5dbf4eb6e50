import type { Clock } from './clock.ts';
import { createClock } from './virtual-clock.ts';

/** The machine's own clock. */
export const machineClock: Clock = createClock({ mode: 'real' });
