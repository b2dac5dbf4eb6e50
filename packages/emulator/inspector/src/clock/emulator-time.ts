import type { Clock } from '../admin/admin-types.ts';

/** What the emulator's clock showed, and when it was read by that of the page. */
export interface ClockReading {
  readonly clock: Clock;
  readonly readAt: number;
}

export function readingOf(clock: Clock): ClockReading {
  return { clock, readAt: performance.now() };
}

/** What the emulator's clock shows now, in epoch milliseconds, as far as one can tell without asking. */
export function emulatorTime({ clock, readAt }: ClockReading): number {
  return clock.wall + (performance.now() - readAt) * clock.rate;
}

/** How long to wait until the page has something new to show: the next second of the emulator, at most ten times a second. */
export function nextTickMs(reading: ClockReading): number | undefined {
  const { rate } = reading.clock;
  if (rate === 0) return undefined;
  const toNextSecond = 1000 - (emulatorTime(reading) % 1000);
  return Math.max(100, toNextSecond / rate);
}
