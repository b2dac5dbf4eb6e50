import type { Clock } from './clock.ts';
import type { VirtualClock } from './virtual-clock.ts';

function isVirtual(clock: Clock): clock is VirtualClock {
  return 'mode' in clock && 'setRate' in clock && 'onTurn' in clock;
}

/** The clock, if it can be turned; nothing for the machine's own, and for one of another make. */
export function turnableClock(clock: Clock): VirtualClock | undefined {
  return isVirtual(clock) && clock.mode !== 'real' ? clock : undefined;
}
