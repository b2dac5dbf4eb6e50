import { expect } from 'vitest';
import { delayedFetch, seeded } from '../../faults/rate/delayed-fetch.ts';
import { mostInAnyWindow } from '../../faults/rate/paced.ts';
import { read } from '../../faults/support/calls.ts';
import type { Invariant } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

const calls = 120;

export const keptWindow: Invariant = {
  id: 'INV-07',
  says: 'no window holds more calls than the limit, whatever the delays, and a full queue uses 95 % of it',
  async check(makeClient) {
    for (const window of ['rolling', 'fixed'] as const) {
      for (const seed of [1, 2, 3]) {
        const { clock, emulator, setup, arrived } = await bench({ quirks: { window } });
        const dice = seeded(seed);
        const fetch = delayedFetch(setup.fetch, clock, () => ({
          thereMs: dice() * 2_000,
          backMs: dice() * 500,
        }));
        const accessToken = emulator.issueToken({ expiresInMs: 1e9 });
        const cliq = cliqOf(makeClient({ ...setup, accessToken, fetch }));
        await clock.run(() => Promise.all(Array.from({ length: calls }, () => read.run(cliq))));
        const at = arrived(read.operation).map(({ mono }) => mono);
        expect(mostInAnyWindow(at)).toBeLessThanOrEqual(20);
        expect(emulator.violations()).toEqual([]);
        expect(((calls / 20 - 1) * 60_000) / Math.max(...at)).toBeGreaterThanOrEqual(0.95);
      }
    }
  },
};
