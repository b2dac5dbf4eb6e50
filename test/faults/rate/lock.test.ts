import { createClock, demo } from '@cliqkit/emulator';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { pinChat, post, read, reorder } from '../support/calls.ts';
import { anyCall, everyOperation, leastInput, leastReply } from '../support/every-operation.ts';
import { failureOf } from '../support/failure-of.ts';
import { paced, times, timesOf } from './paced.ts';

const launch = demo.channels.launch.chatId;
const lockMs = 300_000;
const oneOfEachClass = [read, pinChat, reorder, post].map((call) => [call.operation, call] as const);
const dialects = ['429', '400', 'nested'] as const;

describe('a throttle without Retry-After', () => {
  carries(
    'R01',
    'is waited out for exactly as long as the specs say, by each of the 32 operations',
    async () => {
      for (const operation of everyOperation) {
        const clock = createClock();
        const sentAt: number[] = [];
        const call = anyCall(
          async () => {
            sentAt.push(clock.mono());
            const throttled = sentAt.length === 1;
            return throttled
              ? Response.json({ message: 'Slow down.' }, { status: 429 })
              : leastReply(operation);
          },
          { clock, pace: {} },
        );
        await clock.run(() => call(operation.id, leastInput(operation)));
        expect([operation.id, sentAt]).toEqual([operation.id, [0, operation.lockMs]]);
        expect([lockMs, 2 * lockMs]).toContain(operation.lockMs);
        expect(clock.timers).toBe(0);
      }
    },
  );

  carries.each(
    'R01',
    oneOfEachClass,
    '(%s) is waited out by every class: not a millisecond too early, and it is done once',
    async ([operation, call]) => {
      const { clock, emulator, cliq, arrived, commits } = await paced();
      emulator.faults.plan(operation, 'throttle');
      await clock.run(() => call.run(cliq));
      expect(timesOf(arrived(operation))).toEqual([0, operation === post.operation ? 2 * lockMs : lockMs]);
      expect(commits(operation)).toBe(call.retry === 'safe' ? 0 : 1);
      emulator.faults.assertConsumed();
      expect(emulator.violations()).toEqual([]);
    },
  );
});

describe('a throttle that is put as', () => {
  carries.each(
    'R03',
    dialects,
    '%s is a throttle: typed, waited out, and a message is posted once',
    async (dialect) => {
      const { clock, emulator, cliq, commits } = await paced();
      emulator.faults.plan(post.operation, { kind: 'throttle', dialect });
      const error = await clock.run(() => failureOf(post.run(cliq, { deadline: 1_000 })));
      expect(error).toMatchObject({ name: 'RateLimitError', retryAfterMs: 600_000, outcome: 'notApplied' });
      expect(clock.mono()).toBe(0);
      await clock.run(() => post.run(cliq));
      expect([clock.mono(), commits(post.operation)]).toEqual([600_000, 1]);
      emulator.faults.assertConsumed();
      expect(emulator.violations()).toEqual([]);
    },
  );

  carries.each(
    'R03',
    dialects,
    '%s by a service that is stricter than documented still lets every call pass in the end',
    async (throttleReply) => {
      const { clock, cliq, entries } = await paced({
        quirks: { throttleReply },
        limits: { getPinCategories: { limit: 5 } },
      });
      await clock.run(() => times(30, () => cliq.folders.list().toArray()));
      const statuses = entries().map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([200, throttleReply === '400' ? 400 : 429]));
      expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    },
  );
});

describe('a lock that every call into it makes longer', () => {
  carries(
    'R04',
    'receives nothing until it ends, whenever calls are made, and then ends on time',
    async () => {
      const { clock, emulator, cliq, arrived } = await paced({ quirks: { duringLock: 'extend' } });
      emulator.faults.plan('getPinCategories', 'throttle');
      const made: Promise<unknown>[] = [cliq.folders.list().toArray()];
      await clock.run(new Promise((resolve) => setImmediate(resolve)));
      for (const at of [1, 30_000, 59_999, 60_000, 150_000, 299_999]) {
        clock.advance(at - clock.mono());
        made.push(cliq.folders.list().toArray(), cliq.folders.list({ include_fields: ['chats'] }).toArray());
        await clock.run(new Promise((resolve) => setImmediate(resolve)));
      }
      await clock.run(() => Promise.all(made));
      const at = timesOf(arrived('getPinCategories'));
      expect([at.length, ...at.slice(0, 2)]).toEqual([14, 0, lockMs]);
      emulator.faults.assertConsumed();
      expect(emulator.violations()).toEqual([]);
    },
  );

  carries('R04', 'does not keep the calls of other URLs from passing', async () => {
    const { clock, emulator, cliq, arrived } = await paced({ quirks: { duringLock: 'extend' } });
    emulator.faults.plan(pinChat.operation, 'throttle');
    const locked = pinChat.run(cliq);
    const free = [
      read.run(cliq),
      post.run(cliq),
      cliq.folders.list().toArray(),
      cliq.pins.getPrimary(launch),
    ];
    await clock.run(() => Promise.all(free));
    expect(clock.mono()).toBe(0);
    await clock.run(locked);
    expect(timesOf(arrived(pinChat.operation))).toEqual([0, lockMs]);
    emulator.faults.assertConsumed();
  });
});

describe('a lock that outlasts the deadline of a call', () => {
  carries.each(
    'R11',
    oneOfEachClass,
    '(%s) refuses it at once, with the time to come back, and sends nothing',
    async ([operation, call]) => {
      const { clock, emulator, cliq, arrived } = await paced();
      emulator.faults.plan(operation, 'throttle');
      const first = await clock.run(() => failureOf(call.run(cliq, { deadline: 60_000 })));
      const lock = operation === post.operation ? 2 * lockMs : lockMs;
      const retryAt = new Date(clock.wall() + lock);
      expect(first).toMatchObject({ name: 'RateLimitError', outcome: 'notApplied', attempts: 1, retryAt });
      clock.advance(1_000);
      const second = await clock.run(() => failureOf(call.run(cliq, { deadline: 60_000 })));
      expect(second).toMatchObject({ name: 'RateLimitError', heldBack: true, attempts: 0, retryAt });
      expect([clock.mono(), clock.timers, arrived(operation).length]).toEqual([1_000, 0, 1]);
      clock.advance(lock - 1_000 - 1_000);
      await clock.run(() => call.run(cliq, { deadline: 60_000 })); // Near enough to its end now.
      expect(timesOf(arrived(operation))).toEqual([0, lock]);
      expect(emulator.violations()).toEqual([]);
    },
  );

  carries(
    'R11',
    'that waits in the queue refuses it in the tick in which the lock becomes known',
    async () => {
      const { clock, emulator, cliq, arrived } = await paced();
      await clock.run(() => times(19, () => cliq.folders.list().toArray()));
      clock.advance(30_000);
      emulator.faults.plan('getPinCategories', 'throttle');
      const throttled = cliq.folders.list().toArray();
      const waiting = failureOf(cliq.folders.list({}, { deadline: 60_000 }).toArray());
      const error = await clock.run(waiting);
      expect(error).toMatchObject({
        name: 'RateLimitError',
        heldBack: true,
        attempts: 0,
        retryAfterMs: lockMs,
      });
      expect(clock.mono()).toBe(30_000);
      await clock.run(throttled);
      expect(arrived('getPinCategories')).toHaveLength(21);
      emulator.faults.assertConsumed();
    },
  );
});
