import type { Clock } from '../time/clock.ts';

/** A token, and when it ends on either clock: the wall clock may be set, the other stands still while a machine sleeps. */
export interface HeldToken {
  readonly token: string;
  readonly lifetimeMs: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** On the monotonic clock. */
  readonly endsAt: number;
}

export function holdToken(token: string, lifetimeMs: number, clock: Clock): HeldToken {
  return { token, lifetimeMs, expiresAt: clock.wall() + lifetimeMs, endsAt: clock.mono() + lifetimeMs };
}

/** A call takes a while to arrive, and clocks differ. */
export const marginMs: number = 30_000;
/** A new token is fetched this long before the old one ends. */
const aheadMs = 300_000;

function remainingMs({ expiresAt, endsAt }: HeldToken, clock: Clock): number {
  return Math.min(expiresAt - clock.wall(), endsAt - clock.mono());
}

/** Whether the token can still be sent. */
export function isUsable(held: HeldToken, clock: Clock): boolean {
  return remainingMs(held, clock) > Math.min(marginMs, held.lifetimeMs / 10);
}

/** Whether it is time to fetch the next one. */
export function endsSoon(held: HeldToken, clock: Clock): boolean {
  return remainingMs(held, clock) <= Math.min(aheadMs, held.lifetimeMs / 5);
}
