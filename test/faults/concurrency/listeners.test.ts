import { getEventListeners } from 'node:events';
import { createClock } from '@cliqkit/emulator';
import { describe, expect, onTestFinished } from 'vitest';
import { carries } from '../carry.ts';
import { seeded } from '../rate/delayed-fetch.ts';
import { paced } from '../rate/paced.ts';
import { everyClass, pinChat, read } from '../support/calls.ts';
import { cliqOn } from '../support/cliq-at.ts';

const slowMs = 120_000;
const atOnce = 100;

/** Warnings of the process from now on. */
function warnings(): string[] {
  const heard: string[] = [];
  const listen = ({ name, message }: Error): void => void heard.push(`${name}: ${message}`);
  process.on('warning', listen);
  onTestFinished(() => void process.off('warning', listen));
  return heard;
}

const count = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

describe('one signal', () => {
  carries(
    'C04',
    'of 100000 calls, some of which fail or are sent again, has no listener and no timer left',
    async () => {
      const clock = createClock();
      const { signal } = new AbortController();
      const dice = seeded(4);
      const statuses = [200, 200, 200, 200, 200, 200, 400, 403, 404, 503];
      const fetch: typeof globalThis.fetch = async () => {
        if (dice() < 0.05) throw new TypeError('fetch failed');
        return Response.json({ data: [] }, { status: statuses[Math.floor(dice() * statuses.length)] ?? 200 });
      };
      const { folders } = cliqOn(fetch, { clock, retry: { maxAttempts: 2 } });
      const outcomes = { made: 0, failed: 0 };
      const call = (): Promise<unknown> =>
        folders
          .list({}, { signal, deadline: 60_000 })
          .toArray()
          .then(
            () => (outcomes.made += 1),
            () => (outcomes.failed += 1),
          );
      for (let done = 0; done < 100_000; done += atOnce) {
        await clock.run(() => Promise.all(Array.from({ length: atOnce }, call)));
      }
      expect(outcomes.made + outcomes.failed).toBe(100_000);
      expect(Math.min(outcomes.made, outcomes.failed)).toBeGreaterThan(10_000);
      expect([count(signal), clock.timers]).toEqual([0, 0]);
    },
    slowMs,
  );

  carries(
    'C04',
    'of 5000 calls that waited for the limit has no listener and no timer left',
    async () => {
      const { clock, emulator, cliq } = await paced();
      const { signal } = new AbortController();
      await clock.run(() =>
        Promise.all(Array.from({ length: 5_000 }, () => cliq.folders.list({}, { signal }).toArray())),
      );
      expect([count(signal), clock.timers, emulator.violations()]).toEqual([0, 0, []]);
    },
    slowMs,
  );

  carries('C04', 'of calls that it ends itself has no listener left', async () => {
    for (const call of everyClass) {
      const { clock, cliq } = await paced();
      const stop = new AbortController();
      const calls = Array.from({ length: 200 }, () =>
        call.run(cliq, { signal: stop.signal }).catch(() => undefined),
      );
      await clock.run(new Promise((resolve) => setImmediate(resolve)));
      stop.abort();
      await Promise.all(calls);
      expect([count(stop.signal), clock.timers]).toEqual([0, 0]);
    }
  });

  carries('C04', 'of many calls at once makes the process warn of no leak', async () => {
    const heard = warnings();
    const { clock, cliq } = await paced();
    const { signal } = new AbortController();
    await clock.run(() => Promise.all(Array.from({ length: 15 }, () => read.run(cliq, { signal }))));
    await clock.run(() => Promise.all(Array.from({ length: 15 }, () => pinChat.run(cliq, { signal }))));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(heard).toEqual([]);
  });
});
