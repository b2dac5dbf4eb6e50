import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BudgetStore } from '../src/budget/budget-store.ts';
import { memoryBudgets } from '../src/budget/memory-budgets.ts';
import { dice, upTo } from './dice.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeClock } from './fake-clock.ts';
import { count, fakeService, mostInAWindow, sentIntoKnownLocks } from './fake-service.ts';
import { many, pacedClient } from './paced-client.ts';
import { endOfTick, inVirtualTime } from './virtual-time.ts';

/** A store whose answers come in any order. Each is made when it is asked for. */
function scheduledStore(clock: FakeClock, scheduler: fc.Scheduler): BudgetStore {
  const inner = memoryBudgets({ clock });
  return {
    acquire: (...about) => scheduler.schedule(Promise.resolve(inner.acquire(...about)), 'acquire'),
    settle: (...about) => scheduler.schedule(Promise.resolve(inner.settle(...about)), 'settle'),
  };
}

/** Lets answers of the store arrive before time passes. */
async function untilDone(clock: FakeClock, scheduler: fc.Scheduler, work: Promise<unknown>): Promise<void> {
  let settled = false;
  const note = (): void => {
    settled = true;
  };
  work.then(note, note);
  for (;;) {
    await endOfTick();
    if (settled) break;
    if (scheduler.count() > 0) await scheduler.waitNext(1);
    else if (!clock.toNextTimer()) throw new Error('the work is not done, and no timer is set');
  }
  await scheduler.waitIdle();
  await endOfTick();
  await work;
}

describe('a store that answers later', () => {
  it('keeps the limit and the order of calls, in whichever order its answers come', async () => {
    const order = fc.record({
      seed: fc.integer(),
      calls: fc.integer({ min: 1, max: 50 }),
      scheduler: fc.scheduler(),
    });
    await fc.assert(
      fc.asyncProperty(order, async ({ seed, calls, scheduler }) => {
        const random = dice(seed);
        const clock = fakeClock();
        const store = scheduledStore(clock, scheduler);
        const service = fakeService({ clock, latency: () => [upTo(2000, random), upTo(2000, random)] });
        const sent: number[] = [];
        const client = pacedClient({
          clock,
          pace: { store, user: 'ana' },
          fetch: (input, init) => {
            sent.push(Number(new URL(String(input)).searchParams.get('limit')));
            return service.fetch(input, init);
          },
        });
        const started = many(calls, (limit) =>
          client.pins('getPinnedMessages', { path: { CHAT_ID: '1' }, query: { limit } }),
        );
        await untilDone(clock, scheduler, Promise.all(started));
        expect(sent).toEqual(many(calls, (index) => index));
        expect(mostInAWindow(service.arrivals)).toBeLessThanOrEqual(20);
        expect(clock.timers).toBe(0);
      }),
      { numRuns: 50 },
    );
  }, 30_000);

  it('lets nothing into a lock, and loses no slot to calls that give up', async () => {
    const order = fc.record({
      seed: fc.integer(),
      limit: fc.integer({ min: 3, max: 25 }),
      scheduler: fc.scheduler(),
    });
    await fc.assert(
      fc.asyncProperty(order, async ({ seed, limit, scheduler }) => {
        const random = dice(seed);
        const clock = fakeClock();
        const store = scheduledStore(clock, scheduler);
        const service = fakeService({
          clock,
          limit,
          latency: () => [upTo(2000, random), upTo(2000, random)],
        });
        const { read } = pacedClient({ clock, fetch: service.fetch, random, pace: { store, user: 'ana' } });
        let left = 0;
        const calls = many(40, () => {
          const controller = new AbortController();
          const quits = random() < 0.3;
          if (quits) clock.timer(upTo(100_000, random), () => controller.abort());
          return read({ signal: controller.signal }).catch((error: unknown) => {
            if (!quits) throw error;
            left += 1;
          });
        });
        await untilDone(clock, scheduler, Promise.all(calls));
        expect(sentIntoKnownLocks(service)).toBe(0);
        expect(count(service, 'passed')).toBeGreaterThanOrEqual(40 - left);
      }),
      { numRuns: 50 },
    );
  }, 30_000);

  it('may take its time: calls of two clients together never pass the limit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = dice(seed);
        const clock = fakeClock();
        const inner = memoryBudgets({ clock });
        const slowly = <T>(make: () => T | Promise<T>): Promise<T> =>
          new Promise((resolve) => {
            clock.timer(upTo(1000, random), () => {
              const made = make(); // The answer takes a while to come back, too.
              clock.timer(upTo(1000, random), () => resolve(made));
            });
          });
        const store: BudgetStore = {
          acquire: (...about) => slowly(() => inner.acquire(...about)),
          settle: (...about) => slowly(() => inner.settle(...about)),
        };
        const service = fakeService({ clock, latency: () => [upTo(2000, random), upTo(2000, random)] });
        const clients = many(2, () =>
          pacedClient({ clock, fetch: service.fetch, pace: { store, user: 'ana' } }),
        );
        await inVirtualTime(clock, Promise.all(clients.flatMap(({ read }) => many(35, () => read()))));
        expect(mostInAWindow(service.arrivals)).toBeLessThanOrEqual(20);
        expect(count(service, 'passed')).toBe(70);
        expect(clock.mono()).toBeLessThan(3 * 60_000 + 70 * 2500);
      }),
      { numRuns: 30 },
    );
  }, 30_000);
});
