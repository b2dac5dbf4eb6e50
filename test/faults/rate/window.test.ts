import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { delayedFetch, seeded } from './delayed-fetch.ts';
import { mostInAnyWindow, paced, times, timesOf } from './paced.ts';

const windowMs = 60_000;
const calls = 200;
const seeds = Array.from({ length: 12 }, (_none, index) => index + 1);
const windows = ['rolling', 'fixed'] as const;

/** The share of what the service allows that a queue which never runs empty makes use of. */
function utilisation(count: number, limit: number, lastMs: number): number {
  return ((count / limit - 1) * windowMs) / lastMs;
}

describe('a queue that never runs empty', () => {
  carries.each(
    'R06',
    seeds,
    'with up to 2 s of delay each way (seed %s) never passes the limit, and uses at least 95 % of it',
    async (seed) => {
      const { clock, emulator, cliqWith } = await paced();
      const dice = seeded(seed);
      const delay = () => ({ thereMs: dice() * 2_000, backMs: dice() * 500 });
      const cliq = cliqWith({ fetch: delayedFetch(emulator.fetch, clock, delay) });
      await clock.run(() => times(calls, () => cliq.folders.list().toArray()));
      const arrivals = timesOf(emulator.journal.entries());
      expect(arrivals).toHaveLength(calls);
      expect(mostInAnyWindow(arrivals)).toBeLessThanOrEqual(20);
      expect(utilisation(calls, 20, Math.max(...arrivals))).toBeGreaterThanOrEqual(0.95);
      expect(emulator.violations()).toEqual([]);
    },
  );

  carries(
    'R06',
    'whose requests overtake one another by most of a window still never passes the limit',
    async () => {
      for (const seed of seeds) {
        const { clock, emulator, cliqWith } = await paced();
        const dice = seeded(seed);
        const delay = () => ({ thereMs: dice() < 0.2 ? 25_000 : 0, backMs: dice() < 0.2 ? 4_000 : 0 });
        const cliq = cliqWith({ fetch: delayedFetch(emulator.fetch, clock, delay) });
        await clock.run(() => times(calls, () => cliq.folders.list().toArray()));
        expect(mostInAnyWindow(timesOf(emulator.journal.entries()))).toBeLessThanOrEqual(20);
        expect(emulator.violations()).toEqual([]);
      }
    },
  );

  carries(
    'R06',
    'whose requests arrive although their reply never comes still never passes the limit',
    async () => {
      for (const seed of seeds) {
        const { clock, emulator, cliqWith } = await paced();
        const dice = seeded(seed);
        // Lost on the way back, after an arrival as late as an attempt may be.
        const lossy: typeof fetch = async (input, init) => {
          const lost = dice() < 0.3;
          if (lost) await new Promise<void>((resolve) => clock.timer(dice() * 29_999, resolve));
          const reply = await emulator.fetch(input, { ...init, signal: null });
          return lost ? new Promise(() => undefined) : reply;
        };
        const cliq = cliqWith({ fetch: lossy, retry: false });
        await clock.run(() =>
          times(100, () =>
            cliq.folders
              .list()
              .toArray()
              .catch(() => undefined),
          ),
        );
        expect(mostInAnyWindow(timesOf(emulator.journal.entries()))).toBeLessThanOrEqual(20);
        expect(emulator.violations()).toEqual([]);
      }
    },
  );
});

describe('calls that wait for their token while they hold a slot', () => {
  const soonMs = [20_000, 45_000, 100_000] as const;

  carries.each(
    'R06',
    soonMs,
    '(all for %s ms) never pass the limit, even when their replies are lost',
    async (tokenMs) => {
      for (const lost of [false, true]) {
        const { clock, emulator, cliqWith, token } = await paced();
        const accessToken = token();
        const signedIn = new Promise<string>((resolve) => clock.timer(tokenMs, () => resolve(accessToken)));
        const pass = (ms: number): Promise<void> => new Promise((resolve) => clock.timer(ms, resolve));
        let sent = 0;
        const fetch: typeof globalThis.fetch = async (input, init) => {
          sent += 1;
          if (!lost || sent > 20) return emulator.fetch(input, init);
          await pass(29_000); // Arrives as late as an attempt may be.
          await emulator.fetch(input, { ...init, signal: null });
          return new Promise(() => undefined);
        };
        const cliq = cliqWith({ fetch, retry: false, credentials: { accessToken: () => signedIn } });
        await clock.run(() =>
          times(60, () =>
            cliq.folders
              .list()
              .toArray()
              .catch(() => undefined),
          ),
        );
        expect(mostInAnyWindow(timesOf(emulator.journal.entries()))).toBeLessThanOrEqual(20);
        expect(emulator.violations()).toEqual([]);
      }
    },
  );
});

describe('a service that counts in windows that are', () => {
  carries.each('R07', windows, '%s is never asked too often, whenever the calls are made', async (window) => {
    for (const seed of seeds) {
      const { clock, emulator, cliq } = await paced({ quirks: { window } });
      const dice = seeded(seed);
      const made: Promise<unknown>[] = [];
      for (let burst = 0; burst < 8; burst += 1) {
        clock.advance(dice() * windowMs);
        for (let left = dice() * 25; left > 0; left -= 1) made.push(cliq.folders.list().toArray());
        await clock.run(new Promise((resolve) => setImmediate(resolve)));
      }
      await clock.run(() => Promise.all(made));
      expect(emulator.violations()).toEqual([]);
      expect(mostInAnyWindow(timesOf(emulator.journal.entries()))).toBeLessThanOrEqual(20);
    }
  });

  carries.each(
    'R07',
    windows,
    '%s lets a queue that never runs empty use at least 95 % of the limit',
    async (window) => {
      for (const [run, limit] of [
        ['pinChat', 50],
        ['getPinCategories', 20],
      ] as const) {
        const { clock, emulator, cliq } = await paced({ quirks: { window } });
        const call = () =>
          run === 'pinChat' ? cliq.folders.pinChat('1488288613043522090') : cliq.folders.list().toArray();
        await clock.run(() => times<unknown>(10 * limit, call));
        expect(utilisation(10 * limit, limit, clock.mono())).toBeGreaterThanOrEqual(0.95);
        expect(emulator.violations()).toEqual([]);
      }
    },
  );
});
