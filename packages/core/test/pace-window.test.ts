import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dice, upTo } from './dice.ts';
import { fakeClock } from './fake-clock.ts';
import type { ServiceRules } from './fake-service.ts';
import { count, fakeService, mostInAWindow } from './fake-service.ts';
import { many, pacedClient } from './paced-client.ts';
import { inVirtualTime, pass } from './virtual-time.ts';

const { limit, windowMs } = operations.getPinnedMessages;

/** Reads that come now and then, over a network that is slow now and then. Gives what the service saw. */
async function traffic(seed: number, rules: Partial<ServiceRules>, calls: number, mostApartMs: number) {
  const random = dice(seed);
  const clock = fakeClock();
  const latency = () => [upTo(2000, random), upTo(2000, random)] as const;
  const service = fakeService({ clock, latency, ...rules });
  clock.advance(upTo(windowMs, random)); // Fixed windows do not begin when the process does.
  const { read } = pacedClient({ clock, fetch: service.fetch });
  const started: Promise<unknown>[] = [];
  for (let index = 0; index < calls; index += 1) {
    started.push(read());
    const apartMs = upTo(mostApartMs, random);
    if (apartMs > 0) await pass(clock, apartMs);
  }
  const since = clock.mono();
  await inVirtualTime(clock, Promise.all(started));
  return { clock, service, since };
}

describe.each(['rolling', 'fixed'] as const)('a service that counts in %s windows', (counting) => {
  it('never gets more than the limit in any window, however long requests and replies are under way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.integer({ min: 1, max: 150 }),
        fc.constantFrom(0, 500, 3000, 6000),
        async (seed, calls, mostApartMs) => {
          const { clock, service } = await traffic(seed, { counting }, calls, mostApartMs);
          expect(mostInAWindow(service.arrivals)).toBeLessThanOrEqual(limit);
          expect(count(service, 'passed')).toBe(calls);
          expect(clock.timers).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);

  it('gets nothing too much even where the way there takes up to a minute, and the way back none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = dice(seed);
        const latency = () => [upTo(29_000, random), upTo(1, random)] as const;
        const { service } = await traffic(seed, { counting, latency }, 60, 0);
        expect(mostInAWindow(service.arrivals)).toBeLessThanOrEqual(limit);
        expect(count(service, 'passed')).toBe(60);
      }),
      { numRuns: 30 },
    );
  }, 30_000);
});

describe('a job of 200 calls for one process', () => {
  it('takes nine windows and nine round trips, and not one call is throttled', async () => {
    for (const [there, back] of [
      [0, 0],
      [40, 60],
      [1000, 1000],
    ] as const) {
      const clock = fakeClock();
      const service = fakeService({ clock, latency: () => [there, back] });
      const { read } = pacedClient({ clock, fetch: service.fetch });
      await inVirtualTime(clock, Promise.all(many(200, () => read())));
      const rounds = 200 / limit;
      expect(clock.mono()).toBe((rounds - 1) * windowMs + rounds * (there + back));
      expect(count(service, 'passed')).toBe(200);
      expect(service.arrivals).toHaveLength(200);
    }
  });

  it('uses 95 % of the limit over a network with 0-2 s of jitter, and is done in time', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = dice(seed);
      const clock = fakeClock();
      const latency = () => [upTo(1000, random), upTo(1000, random)] as const;
      const service = fakeService({ clock, latency });
      const { read } = pacedClient({ clock, fetch: service.fetch });
      await inVirtualTime(clock, Promise.all(many(200, () => read())));
      // What a window can take on average, when each slot is held for a window after a reply that took two seconds at most.
      expect(clock.mono()).toBeLessThanOrEqual(9 * windowMs + 10 * 2000);
      expect((9 * windowMs) / clock.mono()).toBeGreaterThanOrEqual(0.95);
      expect(mostInAWindow(service.arrivals)).toBeLessThanOrEqual(limit);
    }
  });
});

describe('a client', () => {
  it('sets no timer and sends nothing before its first call', () => {
    const clock = fakeClock();
    const service = fakeService({ clock });
    pacedClient({ clock, fetch: service.fetch });
    expect([clock.timers, service.arrivals.length]).toEqual([0, 0]);
  });

  it('has no timer left once all calls are done', async () => {
    const clock = fakeClock();
    const { read } = pacedClient({ clock, fetch: fakeService({ clock }).fetch });
    await inVirtualTime(clock, Promise.all(many(50, () => read())));
    expect(clock.timers).toBe(0);
  });

  it('that is told not to pace runs into the lock, and waits for it', async () => {
    const clock = fakeClock();
    const service = fakeService({ clock });
    const { read } = pacedClient({ clock, fetch: service.fetch, pace: false });
    await inVirtualTime(clock, Promise.all(many(21, () => read())));
    expect([count(service, 'throttled'), count(service, 'passed')]).toEqual([1, 21]);
  });

  it('keeps the limit of the operation that is called, which differs', async () => {
    const clock = fakeClock();
    const service = fakeService({ clock, limit: 50 });
    const { folders } = pacedClient({ clock, fetch: service.fetch });
    const pin = () => folders('pinChat', { path: { CHAT_ID: '1' } });
    await inVirtualTime(clock, Promise.all(many(operations.pinChat.limit, pin)));
    expect([operations.pinChat.limit, clock.mono()]).toEqual([50, 0]);
    await inVirtualTime(clock, pin());
    expect(clock.mono()).toBe(operations.pinChat.windowMs);
  });
});
