import { operations } from '@cliqkit/types/pins';
import { describe, expect, it } from 'vitest';
import type { CallOptions } from '../src/call/call.ts';
import type { ClientOptions } from '../src/client.ts';
import { createClient } from '../src/client.ts';
import { ClosedError } from '../src/errors/closed-error.ts';
import { RateLimitError } from '../src/errors/rate-limit-error.ts';
import { StoreError } from '../src/errors/store-error.ts';
import type { BudgetStore, Line, NoSlot } from '../src/index.ts';
import { errorOf, failureOf } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import { fakeFetch, json } from './fake-fetch.ts';
import { many } from './paced-client.ts';
import { api, untyped } from './test-client.ts';
import { endOfTick, inVirtualTime, pass } from './virtual-time.ts';

const page = json({ data: [] });
const wrong = (): never => {
  throw new Error('redis://:c4n4ry@10.0.0.1');
};

/** One watching of a line: what wakes it, and how often it was ended. */
interface Watching {
  readonly line: Line;
  readonly wake: () => void;
  ended: number;
}

/** A store with as many slots as the test puts in it, and a client that waits for them. */
function watched(store: Partial<BudgetStore> = {}, options: Partial<ClientOptions> = {}) {
  const clock = fakeClock();
  const warnings: string[] = [];
  const order: number[] = [];
  const watches: Watching[] = [];
  const asks: { at: number; waiting: number; line: Line }[] = [];
  const room: { slots: number; waitMs: number; reason: NoSlot['reason'] } = {
    slots: 0,
    waitMs: 60_000,
    reason: 'limit',
  };
  const whole: BudgetStore = {
    acquire(_key, { limit }, line) {
      if (line === undefined) throw new Error('there is no line');
      asks.push({ at: clock.mono(), waiting: line.waiting, line });
      if (room.slots === 0) {
        return { slot: undefined, reason: room.reason, waitsMs: many(limit, () => room.waitMs) };
      }
      room.slots -= 1;
      return { slot: String(asks.length) };
    },
    settle: () => undefined,
    watch(_key, _limits, line, wake) {
      const watching = { line, wake, ended: 0 };
      watches.push(watching);
      return () => {
        watching.ended += 1;
      };
    },
    ...store,
  };
  const { fetch } = fakeFetch((sent) => {
    order.push(Number(new URL(sent.url).searchParams.get('limit')));
    return page(sent);
  });
  const client = createClient({
    dataCenter: { api, accounts: 'https://accounts.test' },
    credentials: { accessToken: 'a-token' },
    clock,
    fetch,
    retry: false,
    logger: { warn: (message) => warnings.push(message) },
    pace: { store: whole, user: 'ana' },
    ...options,
  });
  const pins = client.module(operations);
  const read = (index: number, callOptions?: CallOptions) =>
    pins('getPinnedMessages', { path: { CHAT_ID: '1' }, query: { limit: index } }, callOptions);
  const wake = (): void => {
    for (const watching of [...watches]) watching.wake();
  };
  return { clock, warnings, order, watches, asks, room, client, read, wake };
}

describe('a store that can wake', () => {
  it('is not told of a line that does not wait', async () => {
    const { clock, room, read, watches } = watched();
    room.slots = 5;
    await inVirtualTime(clock, Promise.all(many(5, read)));
    expect(watches).toEqual([]);
  });

  it('is told once of a line that waits, however often it is refused, with the line that it was asked for', async () => {
    const { clock, read, watches, asks, room } = watched();
    const calls = many(3, (index) => read(index));
    await pass(clock, 200_000);
    expect(asks.length).toBeGreaterThan(3);
    expect(watches).toHaveLength(1);
    expect(new Set([...asks.map(({ line }) => line), ...watches.map(({ line }) => line)]).size).toBe(1);
    room.slots = 3;
    await inVirtualTime(clock, Promise.all(calls));
    expect(watches.map(({ ended }) => ended)).toEqual([1]);
  });

  it('lets calls go as soon as it wakes them, in order, and as many as it has slots for', async () => {
    const { clock, read, room, order, wake, watches } = watched();
    const calls = many(5, (index) => read(index));
    await pass(clock, 1_000);
    room.slots = 2;
    wake();
    await pass(clock, 1_000);
    expect(order).toEqual([0, 1]);
    expect(watches.map(({ ended }) => ended)).toEqual([0]);
    room.slots = 3;
    wake();
    await inVirtualTime(clock, Promise.all(calls));
    expect([order, clock.mono(), clock.timers]).toEqual([[0, 1, 2, 3, 4], 2_000, 0]);
  });

  it('may wake while it is asked, and while it is told: it is asked again then', async () => {
    const clock = fakeClock();
    let asked = 0;
    let room = 0;
    const { read } = watched(
      {
        acquire: async (_key, { limit }) => {
          asked += 1;
          await Promise.resolve();
          if (room === 0) return { slot: undefined, reason: 'limit', waitsMs: many(limit, () => 60_000) };
          room -= 1;
          return { slot: String(asked) };
        },
        watch(_key, _limits, _line, wake) {
          room = 1;
          wake();
          return () => undefined;
        },
      },
      { clock },
    );
    await inVirtualTime(clock, read(0));
    expect([asked, clock.mono(), clock.timers]).toEqual([2, 0, 0]);
  });

  it('is told at each question how many wait, the one that asks included', async () => {
    const { clock, read, room, asks, wake } = watched();
    const controller = new AbortController();
    const calls = [read(0), read(1), failureOf(read(2, { signal: controller.signal })), read(3)];
    await endOfTick();
    wake();
    await endOfTick();
    expect(asks.at(-1)?.waiting).toBe(4);
    controller.abort('enough');
    wake();
    await endOfTick();
    expect(asks.at(-1)?.waiting).toBe(3);
    asks.length = 0;
    room.slots = 3;
    wake();
    await inVirtualTime(clock, Promise.all(calls));
    expect(asks.map(({ waiting }) => waiting)).toEqual([3, 2, 1]);
  });

  it.each(['close', 'abort', 'deadline', 'failure'])(
    'is told once that nobody waits any more (%s), and a wake after that does nothing',
    async (end) => {
      const controller = new AbortController();
      const { clock, client, read, watches, wake, asks, room } = watched();
      const deadline = end === 'deadline' ? 90_000 : 1_000_000;
      const calls = many(3, (index) => failureOf(read(index, { signal: controller.signal, deadline })));
      await endOfTick();
      expect(watches.map(({ ended }) => ended)).toEqual([0]);
      if (end === 'close') client.close();
      if (end === 'abort') controller.abort('enough');
      if (end === 'failure') {
        room.waitMs = Number.NaN; // No answer that can be right.
        wake();
      }
      if (end === 'deadline') await pass(clock, 60_000);
      const kind = { close: ClosedError, failure: StoreError, deadline: RateLimitError }[end];
      for (const failure of await inVirtualTime(clock, Promise.all(calls))) {
        if (kind) expect(failure).toBeInstanceOf(kind);
        else expect(failure).toBe('enough');
      }
      await endOfTick();
      expect(watches.map(({ ended }) => ended)).toEqual([1]);
      const asked = asks.length;
      wake();
      await pass(clock, 100_000);
      expect([asks.length, clock.timers]).toEqual([asked, 0]);
    },
  );

  it('is told anew when somebody waits again; what it was given before wakes nobody then', async () => {
    const { clock, read, watches, room, asks } = watched();
    const first = read(0);
    await endOfTick();
    room.slots = 1;
    watches[0]?.wake();
    await inVirtualTime(clock, first);
    const second = read(1);
    await endOfTick();
    expect(watches.map(({ ended }) => ended)).toEqual([1, 0]);
    const asked = asks.length;
    watches[0]?.wake();
    await endOfTick();
    expect(asks).toHaveLength(asked);
    room.slots = 1;
    watches[1]?.wake();
    await inVirtualTime(clock, second);
    expect([watches.map(({ ended }) => ended), clock.timers]).toEqual([[1, 1], 0]);
  });

  it('is told of one whose turn is over while it is asked, when the answer is there', async () => {
    const controller = new AbortController();
    let answer: () => void = () => undefined;
    let asked = 0;
    const { clock, read, watches, wake } = watched({
      acquire: (_key, { limit }) => {
        asked += 1;
        const no: NoSlot = { slot: undefined, reason: 'limit', waitsMs: many(limit, () => 60_000) };
        if (asked === 1) return no;
        return new Promise((resolve) => {
          answer = () => resolve(no);
        });
      },
    });
    const failure = failureOf(read(0, { signal: controller.signal }));
    await endOfTick();
    wake();
    await endOfTick();
    controller.abort('enough');
    expect(await failure).toBe('enough');
    await endOfTick();
    answer();
    await endOfTick();
    expect([watches.map(({ ended }) => ended), clock.timers]).toEqual([[1], 0]);
  });

  it.each<[string, Partial<BudgetStore>, number]>([
    ['throws when it is told', { watch: wrong }, 1],
    ['throws when it is told that nobody waits any more', { watch: () => wrong }, 1],
    ['gives nothing to end it with', { watch: untyped(() => undefined) }, 0],
    ['gives a promise to end it with', { watch: untyped(() => Promise.resolve()) }, 1],
  ])('and %s costs nothing but the early wake, and warns', async (_what, store, count) => {
    const { clock, read, room, warnings, order } = watched(store);
    const calls = many(2, (index) => read(index));
    await endOfTick();
    room.slots = 2;
    await inVirtualTime(clock, Promise.all(calls));
    expect([order, clock.mono(), clock.timers]).toEqual([[0, 1], 60_000, 0]);
    expect(warnings).toHaveLength(count);
    for (const warning of warnings) {
      expect(warning).toContain('free sooner');
      expect(warning).not.toContain('c4n4ry');
    }
  });
});

describe('a store that cannot say at present', () => {
  it('lets calls wait, and says why: to the hook and in the log', async () => {
    const told: [string, number][] = [];
    const lines: string[] = [];
    const { clock, read, room } = watched(
      {},
      {
        hooks: { onWait: ({ reason, waitMs }) => told.push([reason, waitMs]) },
        logger: { info: (line) => lines.push(line) },
      },
    );
    room.reason = 'store';
    room.waitMs = 5_000;
    const call = read(0);
    await endOfTick();
    expect(told).toEqual([['store', 5_000]]);
    expect(lines).toEqual([
      expect.stringContaining('waits 5.0 s (the store of the budgets cannot say, place 1'),
    ]);
    room.slots = 1;
    await inVirtualTime(clock, call);
  });

  it('is told of again when the reason is another one', async () => {
    const told: string[] = [];
    const { clock, read, room, wake } = watched({}, { hooks: { onWait: ({ reason }) => told.push(reason) } });
    const call = read(0);
    for (const reason of ['limit', 'store', 'store', 'lock', 'limit'] as const) {
      room.reason = reason;
      wake();
      await endOfTick();
    }
    expect(told).toEqual(['limit', 'store', 'lock', 'limit']);
    room.slots = 1;
    await inVirtualTime(clock, call);
  });

  it('fails a call whose deadline is nearer than the next question as StoreError: it is not the limit', async () => {
    const { clock, read, room } = watched();
    room.reason = 'store';
    room.waitMs = 5_000;
    const error = await errorOf(StoreError, read(0, { deadline: 4_000 }));
    expect(error).toMatchObject({ outcome: 'notApplied', retryable: true, attempts: 0 });
    expect(error.message).toContain('nothing was sent');
    expect(error.message).toContain(new Date(clock.wall() + 5_000).toISOString());
    expect([clock.mono(), clock.timers]).toEqual([0, 0]);
  });
});
