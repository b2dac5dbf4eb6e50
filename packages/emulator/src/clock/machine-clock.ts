import type { Clock } from './clock.ts';
import { createClock } from './create-clock.ts';

/** The machine's own clock. */
export const machineClock: Clock = createClock({ mode: 'real' });
