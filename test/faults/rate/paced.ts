import type { EmulatorOptions, JournalEntry, VirtualClock } from '@cliqkit/emulator';
import { createClock } from '@cliqkit/emulator';
import type { ClientOptions, Cliq } from 'cliqkit';
import type { Emulated } from '../support/emulated.ts';
import { emulated } from '../support/emulated.ts';

/** An emulator in which time passes only when a test lets it, and clients that keep to the limits. */
export interface Paced extends Omit<Emulated, 'cliqWith'> {
  clock: VirtualClock;
  cliqWith(options?: Partial<ClientOptions>): Cliq;
  /** Every request that arrived, in order. */
  entries(): readonly JournalEntry[];
  /** An access token that outlives the test, of Ana or another user. */
  token(userId?: string): string;
}

/** Longer than any test lets pass. */
const tokenLifetimeMs = 1e12;

/** Starts it. The service has a clock that nobody steps and that does not sleep; the clients' clock is the test's. */
export async function paced(options: Omit<EmulatorOptions, 'clock'> = {}): Promise<Paced> {
  const clock = createClock();
  const world = await emulated({ clock: clock.server, ...options });
  const { emulator } = world;
  const token = (userId?: string): string =>
    emulator.issueToken({ expiresInMs: tokenLifetimeMs, ...(userId !== undefined && { userId }) });
  const cliqWith = (more: Partial<ClientOptions> = {}): Cliq =>
    world.cliqWith({ clock, pace: {}, credentials: { accessToken: token() }, ...more });
  return {
    ...world,
    clock,
    token,
    cliqWith,
    cliq: cliqWith(),
    entries: emulator.journal.entries,
  };
}

/** The journal's moments of arrival, on the clock of the test, in milliseconds since its start. */
export function timesOf(entries: readonly JournalEntry[]): number[] {
  return entries.map(({ mono }) => mono);
}

/** How many times stand in the busiest window of this length, wherever it begins. */
export function mostInAnyWindow(times: readonly number[], windowMs = 60_000): number {
  const sorted = [...times].sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [index, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) >= windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/** Does the same so many times at once. */
export function times<T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_none, index) => run(index)));
}
