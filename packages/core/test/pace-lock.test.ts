import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryBudgets } from '../src/budget/memory-budgets.ts';
import { RateLimitError } from '../src/errors/rate-limit-error.ts';
import { dice, upTo } from './dice.ts';
import { errorOf } from './failure-of.ts';
import { fakeClock, start } from './fake-clock.ts';
import { empty, fakeFetch, json, text } from './fake-fetch.ts';
import { fakeService, sentIntoKnownLocks } from './fake-service.ts';
import { many, pacedClient } from './paced-client.ts';
import { endOfTick, inVirtualTime, pass } from './virtual-time.ts';

const { lockMs } = operations.getPinnedMessages;
const hour = 3_600_000;
const page = json({ data: [] });

/** A client whose first read is throttled, and when each of its requests was sent. */
async function locked(throttle = empty(429)) {
  const clock = fakeClock();
  const times: number[] = [];
  const { fetch } = fakeFetch(throttle, page);
  const client = pacedClient({
    clock,
    fetch: (input, init) => {
      times.push(clock.mono());
      return fetch(input, init);
    },
  });
  const first = client.read();
  await endOfTick();
  return { clock, times, client, first };
}

describe('after a throttle', () => {
  it.each([
    ['429', empty(429)],
    ['429 with a page', text('<html>', { status: 429 })],
    ['400', json({ code: 'request_limit_exceeded' }, { status: 400 })],
    ['400, nested', json({ error: { code: 'rate_limit_exceeded' } }, { status: 400 })],
    ['503', json({ code: 'rate_limit_exceeded' }, { status: 503 })],
  ])('(%s) nothing is sent until the lock has ended', async (_how, throttle) => {
    const { clock, times, client, first } = await locked(throttle);
    const others = many(30, () => client.read());
    await pass(clock, lockMs - 1);
    expect(times).toEqual([0]);
    await inVirtualTime(clock, Promise.all([first, ...others]));
    expect(times[1]).toBe(lockMs);
  });

  it('nothing is sent until the time that the service names, if that is later', async () => {
    const { clock, times, first } = await locked(empty(429, { 'retry-after': '3600' }));
    await inVirtualTime(clock, first);
    expect(times).toEqual([0, hour]);
  });

  it.each([hour, -hour, 24 * hour, -24 * hour])(
    'the lock lasts as long when the wall clock jumps by %i ms',
    async (jumpMs) => {
      const { clock, times, client, first } = await locked();
      clock.stepWall(jumpMs);
      const second = client.read();
      await pass(clock, lockMs - 1);
      clock.stepWall(-2 * jumpMs);
      await endOfTick();
      expect(times).toEqual([0]);
      await inVirtualTime(clock, Promise.all([first, second]));
      expect(times).toEqual([0, lockMs, lockMs]);
    },
  );

  it('other operations go on', async () => {
    const { clock, times, client } = await locked();
    void client.post().catch(() => undefined);
    void client.folders('getPinCategories', {}).catch(() => undefined);
    await endOfTick();
    expect([times, clock.mono()]).toEqual([[0, 0, 0], 0]);
  });

  it('calls by another alias of the same URL wait, too', async () => {
    const { clock, times, client } = await locked();
    const primary = client.pins('getPrimaryPinnedMessage', { path: { CHAT_ID: '2' } });
    await pass(clock, lockMs - 1);
    expect(times).toEqual([0]);
    await inVirtualTime(clock, primary);
    expect(times).toHaveLength(3);
  });

  it('no request is sent into a lock that is known, and none is lost, whatever the network does', async () => {
    const rules = fc.record({
      limit: fc.integer({ min: 1, max: 19 }),
      inLock: fc.constantFrom('ignored', 'extend'),
      counting: fc.constantFrom('rolling', 'fixed'),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer(), rules, fc.integer({ min: 1, max: 45 }), async (seed, rule, calls) => {
        const random = dice(seed);
        const clock = fakeClock();
        const latency = () => [upTo(2000, random), upTo(2000, random)] as const;
        const service = fakeService({ clock, latency, ...rule });
        const { read } = pacedClient({ clock, fetch: service.fetch, random });
        const jumps = setJumps(clock, random);
        await inVirtualTime(clock, Promise.all(many(calls, () => read())));
        jumps();
        expect(sentIntoKnownLocks(service)).toBe(0);
        expect(clock.timers).toBe(0);
      }),
      { numRuns: 80 },
    );
  }, 30_000);
});

/** Steps the wall clock by up to a day, now and then. Gives what ends it. */
function setJumps(clock: ReturnType<typeof fakeClock>, random: () => number): () => void {
  let cancel = (): void => undefined;
  const next = (): void => {
    cancel = clock.timer(upTo(hour, random), () => {
      clock.stepWall((random() - 0.5) * 48 * hour);
      next();
    });
  };
  next();
  return () => cancel();
}

describe('users', () => {
  it('do not share a lock, though they share a store', async () => {
    const clock = fakeClock();
    const store = memoryBudgets({ clock });
    const throttled = fakeFetch(empty(429), page);
    const fine = fakeFetch(page);
    const ana = pacedClient({ clock, fetch: throttled.fetch, pace: { store, user: 'ana' } });
    const bob = pacedClient({ clock, fetch: fine.fetch, pace: { store, user: 'bob' } });
    const waiting = ana.read();
    await endOfTick();
    await bob.read();
    expect([throttled.sent.length, fine.sent.length, clock.mono()]).toEqual([1, 1, 0]);
    await inVirtualTime(clock, waiting);
    expect(clock.mono()).toBe(lockMs);
  });

  it('who are the same share limit and lock over two clients with one store', async () => {
    const clock = fakeClock();
    const service = fakeService({ clock });
    const store = memoryBudgets({ clock });
    const [a, b] = many(2, () => pacedClient({ clock, fetch: service.fetch, pace: { store, user: 'ana' } }));
    await inVirtualTime(clock, Promise.all(many(200, (index) => (index % 2 ? a : b)?.read())));
    expect(service.arrivals.every(({ fate }) => fate === 'passed')).toBe(true);
    expect(clock.mono()).toBe(9 * 60_000);
  });
});

describe('a call whose deadline is nearer than its turn', () => {
  it('is refused at once when the lock is known, and told when to call again', async () => {
    const { clock, times, client } = await locked();
    await pass(clock, 60_000);
    const error = await errorOf(RateLimitError, client.read({ deadline: lockMs - 60_000 }));
    expect(error).toMatchObject({
      heldBack: true,
      status: 429,
      retryAt: new Date(start + lockMs),
      retryAfterMs: lockMs - 60_000,
      operation: 'getPinnedMessages',
      outcome: 'notApplied',
      retryable: true,
      attempts: 0,
    });
    expect(error.message).toContain(error.retryAt.toISOString());
    expect([times, clock.mono()]).toEqual([[0], 60_000]);
  });

  it('is refused at once, though it was already waiting, when the lock comes', async () => {
    const clock = fakeClock();
    const service = fakeService({ clock, limit: 19, latency: () => [1000, 1000] });
    const { read } = pacedClient({ clock, fetch: service.fetch });
    for (const sent of many(20, () => read())) sent.catch(() => undefined);
    const hasNoTime = errorOf(RateLimitError, read({ deadline: 100_000 }));
    const hasTime = read({ deadline: 400_000 });
    await pass(clock, 1999);
    expect(service.arrivals).toHaveLength(20);
    expect(await inVirtualTime(clock, hasNoTime)).toMatchObject({
      heldBack: true,
      retryAfterMs: lockMs,
      attempts: 0,
    });
    expect(clock.mono()).toBe(2000);
    await inVirtualTime(clock, hasTime);
  });

  it('fails at once with the throttle itself, which it was the one to meet, and is not said to be repeated', async () => {
    const clock = fakeClock();
    const retries: unknown[] = [];
    const { fetch, sent } = fakeFetch(empty(429, { 'x-request-id': 'abc-1' }), page);
    const hooks = { onRetry: (event: unknown) => retries.push(event) };
    const { read } = pacedClient({ clock, fetch, hooks });
    for (const deadline of [1, lockMs]) {
      const { read: again } = pacedClient({ clock, fetch: fakeFetch(empty(429)).fetch, hooks });
      expect(await errorOf(RateLimitError, again({ deadline }))).toMatchObject({
        heldBack: false,
        attempts: 1,
      });
    }
    expect(await errorOf(RateLimitError, read({ deadline: lockMs }))).toMatchObject({
      heldBack: false,
      attempts: 1,
      requestId: 'abc-1',
      retryAt: new Date(start + lockMs),
      retryAfterMs: lockMs,
    });
    expect([sent.length, retries, clock.mono(), clock.timers]).toEqual([1, [], 0, 0]);
    expect(await errorOf(RateLimitError, read({ deadline: lockMs }))).toMatchObject({ heldBack: true });
  });

  it('names a moment that a Date can hold, however far away the service says it is', async () => {
    const seconds = Math.floor((8.64e15 - start) / 1000);
    const { clock, client, first } = await locked(empty(429, { 'retry-after': String(seconds) }));
    first.catch(() => undefined);
    clock.stepWall(hour);
    const error = await errorOf(RateLimitError, client.read({ deadline: 1000 }));
    expect(error).toMatchObject({ heldBack: true, retryAt: new Date(8.64e15) });
  });

  it('is refused at once when the limit is used up for longer', async () => {
    const clock = fakeClock();
    const { fetch, sent } = fakeFetch(page);
    const { read } = pacedClient({ clock, fetch });
    await Promise.all(many(20, () => read()));
    for (const deadline of [1, 1000, 60_000]) {
      const error = await errorOf(RateLimitError, read({ deadline }));
      expect(error).toMatchObject({
        heldBack: true,
        retryAfterMs: 60_000,
        retryAt: new Date(start + 60_000),
      });
      expect(error.message).toContain('20 calls per user in 60 s');
    }
    expect([sent.length, clock.mono(), clock.timers]).toEqual([20, 0, 0]);
    await inVirtualTime(clock, read({ deadline: 60_001 }));
    expect(sent).toHaveLength(21);
  });

  it('is refused by its place: those before it come first', async () => {
    const clock = fakeClock();
    const { fetch } = fakeFetch(page);
    const { read } = pacedClient({ clock, fetch });
    const before = many(40, () => read());
    await endOfTick();
    const error = await errorOf(RateLimitError, read({ deadline: 120_000 }));
    expect(error).toMatchObject({ retryAfterMs: 120_000, heldBack: true });
    const after = read({ deadline: 120_001 });
    await inVirtualTime(clock, Promise.all([...before, after]));
    expect(clock.mono()).toBe(120_000);
  });

  it('never makes another one fail', async () => {
    const clock = fakeClock();
    const { fetch } = fakeFetch(page);
    const { read } = pacedClient({ clock, fetch });
    const calls = many(60, (index) => read(index % 3 === 0 ? { deadline: 30_000 } : {}));
    const results = await inVirtualTime(clock, Promise.allSettled(calls));
    const failed = results.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []));
    expect(failed).toEqual(many(60, (index) => index).filter((index) => index >= 20 && index % 3 === 0));
    expect(clock.mono()).toBe(120_000);
  });
});
