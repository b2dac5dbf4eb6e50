import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import { createCall } from '../src/call/call.ts';
import { CliqRequest } from '../src/call/request.ts';
import { RateLimitError } from '../src/errors/rate-limit-error.ts';
import type { Middleware } from '../src/middleware/compose.ts';
import { compose } from '../src/middleware/compose.ts';
import { pace } from '../src/middleware/pace.ts';
import { retry } from '../src/middleware/retry.ts';
import { dice, upTo } from './dice.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeClock } from './fake-clock.ts';
import type { ServiceRules } from './fake-service.ts';
import { count, fakeLimits, sentIntoKnownLocks } from './fake-service.ts';
import { many } from './paced-client.ts';
import { inVirtualTime } from './virtual-time.ts';

const hour = 3_600_000;
const operation = operations.getPinnedMessages;
const documented = operation.limit;
type Limits = ReturnType<typeof fakeLimits>;

/** A process that calls one operation: no HTTP, or days would take minutes. */
function processOf(clock: FakeClock, random: () => number, limits: () => Limits): () => Promise<unknown> {
  const accepted = new Response();
  const network: Middleware = (_request, call) => {
    call.attempts += 1;
    return new Promise((resolve, reject) => {
      limits().visit(operation.bucket, (fate) => {
        if (fate === 'passed') return resolve(accepted);
        const retryAfterMs = operation.lockMs;
        const retryAt = new Date(clock.wall() + retryAfterMs);
        reject(new RateLimitError('locked', { status: 429, retryAt, retryAfterMs }));
      });
    });
  };
  const send = compose(globalThis.fetch, retry({ clock, random }), pace({ clock }), network);
  return () => send(new CliqRequest('https://cliq.test/1', { call: createCall(operation) }));
}

/** Processes that know nothing of each other and have always more to call than they may. */
async function days(hours: number, processes: number, seed: number, rules: Partial<ServiceRules>) {
  const random = dice(seed);
  const clock = fakeClock();
  const latency = () => [upTo(1000, random), upTo(1000, random)] as const;
  const limits = fakeLimits({ clock, latency, ...rules });
  const run = async (): Promise<number> => {
    await new Promise<void>((resolve) => clock.timer(upTo(60_000, random), resolve));
    const read = processOf(clock, random, () => limits);
    let done = 0;
    const worker = async (): Promise<void> => {
      for (; clock.mono() < hours * hour; done += 1) await read();
    };
    await Promise.all(many(25, worker)); // Fails if one call does.
    return done;
  };
  const done = await inVirtualTime(clock, Promise.all(many(processes, run)));
  return { limits, done: done.reduce((sum, each) => sum + each, 0) };
}

const locksWithin = ({ arrivals }: Limits, fromHour: number, toHour: number): number =>
  arrivals.filter(({ at, fate }) => fate === 'throttled' && at >= fromHour * hour && at < toHour * hour)
    .length;

describe('a service that is stricter than documented', () => {
  it.each([
    [1, 'rolling'],
    [5, 'fixed'],
    [12, 'rolling'],
    [12, 'fixed'],
    [19, 'rolling'],
  ] as const)(
    'and lets %i calls of 20 pass (%s windows) is found out in a few locks, which then become rare',
    async (limit, counting) => {
      const { limits, done } = await days(36, 1, limit, { limit, counting });
      // Halvings down to it, and then steps up that go wrong after 15, 30, 60, ... minutes.
      const halvings = Math.ceil(Math.log2(documented / limit));
      expect(locksWithin(limits, 0, 24)).toBeLessThanOrEqual(6 + halvings);
      expect(locksWithin(limits, 24, 36)).toBeLessThanOrEqual(1);
      expect(done / (limit * 60 * 36)).toBeGreaterThan(0.95);
      expect(sentIntoKnownLocks(limits)).toBe(0);
    },
    60_000,
  );

  it('for a while only is used in full again within two hours after that', async () => {
    const random = dice(7);
    const clock = fakeClock();
    const latency = () => [upTo(1000, random), upTo(1000, random)] as const;
    const rules = { clock, latency, limit: 10 };
    const strict = fakeLimits(rules);
    const lenient = fakeLimits({ ...rules, limit: documented });
    const read = processOf(clock, random, () => (clock.mono() < 10 * 60_000 ? strict : lenient));
    const worker = async (): Promise<void> => {
      while (clock.mono() < 4 * hour) await read();
    };
    await inVirtualTime(clock, Promise.all(many(25, worker)));
    expect(count(strict, 'throttled')).toBe(1);
    expect(count(lenient, 'throttled')).toBe(0);
    const inLastHour = lenient.arrivals.filter(({ at }) => at >= 3 * hour && at < 4 * hour).length;
    expect(inLastHour).toBeGreaterThanOrEqual(0.95 * documented * 60);
  });
});

describe('processes that share nothing but a user', () => {
  it.each([
    [2, 'ignored'],
    [2, 'extend'],
    [3, 'ignored'],
    [3, 'extend'],
  ] as const)(
    '(%i, where calls into a lock are %s) lose no call, and lock each other out more and more rarely',
    async (processes, inLock) => {
      const { limits, done } = await days(36, processes, 1, { inLock });
      expect(locksWithin(limits, 0, 24)).toBeLessThanOrEqual(10);
      expect(locksWithin(limits, 24, 36)).toBeLessThanOrEqual(3);
      expect(done / (documented * 60 * 36)).toBeGreaterThan(0.6);
    },
    60_000,
  );
});

/** How long the slower of two processes takes for 100 calls, when both began within so many milliseconds. */
async function job(clock: FakeClock, limits: Limits, random: () => number, apartMs: number): Promise<number> {
  const run = async (): Promise<number> => {
    await new Promise<void>((resolve) => clock.timer(upTo(apartMs, random), resolve));
    const since = clock.mono();
    const read = processOf(clock, random, () => limits);
    await Promise.all(many(100, () => read()));
    return clock.mono() - since;
  };
  return Math.max(...(await inVirtualTime(clock, Promise.all([run(), run()]))));
}

describe('a job of 200 calls, one half each in two processes that share nothing', () => {
  const rules = [
    ['rolling', 'ignored'],
    ['fixed', 'ignored'],
    ['rolling', 'extend'],
    ['fixed', 'extend'],
  ] as const;

  it.each(rules)(
    'begun together is done within 1.6 times 540 s (%s windows, calls into a lock %s)',
    async (counting, inLock) => {
      for (let seed = 0; seed < 50; seed += 1) {
        const random = dice(seed);
        const clock = fakeClock();
        const latency = () => [upTo(1000, random), upTo(1000, random)] as const;
        const limits = fakeLimits({ clock, latency, counting, inLock });
        expect(await job(clock, limits, random, 0)).toBeLessThanOrEqual(1.6 * 540_000);
        expect(count(limits, 'passed')).toBe(200);
        expect(count(limits, 'throttled')).toBe(1);
      }
    },
  );

  it.each(rules)(
    'begun up to a minute apart loses nothing (%s windows, calls into a lock %s)',
    async (counting, inLock) => {
      for (let seed = 0; seed < 15; seed += 1) {
        const random = dice(seed);
        const clock = fakeClock();
        const latency = () => [upTo(1000, random), upTo(1000, random)] as const;
        const limits = fakeLimits({ clock, latency, counting, inLock });
        // Where each call into a lock starts it anew, they have to get out of each other's way first.
        const longest = inLock === 'ignored' ? 1.6 : 4.5;
        expect(await job(clock, limits, random, 60_000)).toBeLessThanOrEqual(longest * 540_000);
        expect(count(limits, 'passed')).toBe(200);
      }
    },
  );
});
