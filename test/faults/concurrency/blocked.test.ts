import { createEmulator } from '@cliqkit/emulator';
import { createCliq } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { mostInAnyWindow, times, timesOf } from '../rate/paced.ts';
import { read } from '../support/calls.ts';
import { blockableClock } from './blockable-clock.ts';

const blocks = [5_000, 59_000, 61_000, 200_000, 3_600_000] as const;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A hundred calls in line, and an event loop that is blocked again and again while they wait. */
async function arrivalsWith(blockMs: number, backMs = 0) {
  const clock = blockableClock();
  const emulator = await createEmulator({ port: false, clock });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const reply = await emulator.fetch(input, init);
    if (backMs > 0) await new Promise<void>((resolve) => clock.timer(backMs, resolve));
    return reply;
  };
  const cliq = createCliq({
    dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
    credentials: { accessToken: emulator.issueToken({ expiresInMs: 1e12 }) },
    retry: false,
    clock,
    fetch,
  });
  const calls = times(100, () => read.run(cliq).catch(() => undefined));
  for (let block = 0; block < 5; block += 1) {
    clock.timer(block * 70_000, () => clock.block(blockMs));
    await turn();
    clock.block(blockMs);
  }
  await clock.run(calls);
  return { arrivals: timesOf(emulator.journal.entries()), violations: emulator.violations() };
}

describe('an event loop that is blocked', () => {
  carries.each(
    'C10',
    blocks,
    '(for %s ms, again and again) lets no call pass the limit when it goes on',
    async (ms) => {
      const { arrivals, violations } = await arrivalsWith(ms);
      expect([arrivals.length, mostInAnyWindow(arrivals)]).toEqual([100, 20]);
      expect(violations).toEqual([]);
    },
  );

  carries.each(
    'C10',
    blocks,
    '(for %s ms) while replies wait to be read does not free their slots too soon',
    async (ms) => {
      const { arrivals, violations } = await arrivalsWith(ms, 10_000);
      expect(mostInAnyWindow(arrivals)).toBeLessThanOrEqual(20);
      expect(violations).toEqual([]);
    },
  );
});
