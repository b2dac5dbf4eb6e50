import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { many } from '../../../core/test/paced-client.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import { budgetProcess, key, keys, limits, windowMs } from './budget-process.ts';
import type { VirtualServer } from './virtual-server.ts';
import { virtualServer } from './virtual-server.ts';

const clock = fakeClock();
let world: VirtualServer;
let names = 0;

const start = (coldStart: 'wait' | 'go' = 'wait') => {
  names += 1;
  return budgetProcess({ ...world, clock, id: `p${names}`, coldStart });
};
const lockedMs = 300_000;

describeWithServer('a server that has lost what it knew', () => {
  beforeAll(async () => {
    world = await virtualServer(clock);
  });
  afterAll(() => world?.stop());
  beforeEach(async () => {
    await world.client.flushall();
    clock.advance(10 * windowMs);
  });

  it('grants nothing for one window after the first use', async () => {
    const process = start();
    expect(await process.refused(5)).toEqual({
      slot: undefined,
      reason: 'store',
      waitsMs: [windowMs, windowMs, windowMs],
    });
    clock.advance(windowMs - 1);
    expect((await process.refused()).waitsMs).toEqual([1]);
    clock.advance(1);
    await process.take();
  });

  it('knows that from then on, in every process and for every budget of the user', async () => {
    await start().refused();
    clock.advance(windowMs);
    await start().take();
    const other = await start().store.acquire('3:ana:other', limits);
    expect(other.slot).toBeDefined();
  });

  it('takes budgets as unused when it is told to', async () => {
    await start('go').take();
  });

  it.each([
    ['is flushed', () => world.client.flushall()],
    ['is restarted without its data', () => world.server.restart('lost')],
    ['has become another one, as after a failover', () => world.server.command('DEBUG', 'CHANGE-REPL-ID')],
  ])('grants nothing for one window after it %s', async (_how, lose) => {
    const process = start();
    await process.refused();
    clock.advance(windowMs);
    await process.take();
    await lose();
    for (const asks of [process, start()]) {
      expect((await asks.refused()).reason).toBe('store');
      expect((await start().refused()).waitsMs).toEqual([windowMs]);
    }
    clock.advance(windowMs + windowMs / 12); // And until those who were told so have lost their turns.
    await start().take();
  });

  it('is believed by a process that holds slots no sooner than after a window, whatever it says itself', async () => {
    const process = start('go');
    await process.take();
    await world.client.del(keys.budget(key)); // Evicted, for there was no room.
    expect((await process.refused()).reason).toBe('store');
    expect((await start('go').refused()).reason).toBe('store');
    clock.advance(windowMs);
    await process.take();
  });

  it('is believed when it has forgotten what is over', async () => {
    const process = start('go');
    await process.answered(await process.take());
    clock.advance(windowMs + 1);
    await world.client.del(keys.budget(key));
    await process.take();
  });

  it('counts a call whose slot it has lost, once the reply is there', async () => {
    const process = start('go');
    const slots = [await process.take(), await process.take(), await process.take()];
    await world.client.del(keys.budget(key));
    for (const slot of slots) await process.answered(slot);
    clock.advance(windowMs);
    expect((await start('go').refused()).waitsMs).toEqual([1]);
    clock.advance(1);
    await start('go').take();
  });

  it('hears of a lock again from those who wait for its end', async () => {
    const process = start();
    await process.refused();
    clock.advance(windowMs);
    const slot = await process.take();
    await process.store.settle(key, slot, { freeInMs: windowMs, passed: false, lockedMs }, limits);
    const stop = process.store.watch?.(key, limits, { waiting: 1 }, () => undefined);
    await world.client.flushall();
    await world.pass(windowMs / 2);
    const answer = await start().refused();
    expect(answer.reason).toBe('lock');
    expect(answer.waitsMs[0]).toBeGreaterThan(lockedMs - windowMs);
    stop?.();
    expect(clock.timers).toBe(0);
  });

  it('hears of a lock again from everybody who asks', async () => {
    const [one, other] = [start('go'), start('go')];
    const slot = await one.take();
    await one.store.settle(key, slot, { freeInMs: windowMs, passed: false, lockedMs }, limits);
    expect((await other.refused()).reason).toBe('lock');
    await world.client.flushall();
    expect((await other.refused()).waitsMs[0]).toBe(lockedMs);
    expect((await start('go').refused()).reason).toBe('lock');
  });

  it('keeps everybody waiting for a window and its grace after a process has called without it', async () => {
    const process = start('go');
    process.store.comesBack(key, true);
    expect((await process.refused()).waitsMs[0]).toBe(windowMs + windowMs / 12);
    expect((await start('go').refused()).reason).toBe('store');
    clock.advance(windowMs + windowMs / 12);
    await process.take(); // It comes back once.
  });
});

describeWithServer('a budget that is none', () => {
  beforeAll(async () => {
    world = await virtualServer(clock);
  });
  afterAll(() => world?.stop());
  beforeEach(() => world.client.flushall());

  it.each([
    ['text', () => world.client.set(keys.budget(key), 'garbage')],
    ['a list', () => world.client.rpush(keys.budget(key), 'garbage')],
    ['a slot that is none', () => world.client.hset(keys.budget(key), 's:x', 'garbage')],
    ['a line that is none', () => world.client.hset(keys.budget(key), 'l:x', '1 2')],
    ['a lock that is none', () => world.client.hset(keys.budget(key), 'lock', 'for ever')],
    ['lessons that are none', () => world.client.hset(keys.budget(key), 'learned', '1 2 3')],
  ])('but %s counts as lost', async (_what, write) => {
    await write();
    const process = start('go');
    expect(await process.refused()).toMatchObject({ reason: 'store', waitsMs: [windowMs] });
    clock.advance(windowMs);
    await Promise.all(many(3, () => process.take()));
    expect((await process.refused()).reason).toBe('limit');
  });

  it('but a later version is left alone, and said so', async () => {
    await world.client.hset(keys.budget(key), 'v', '2');
    const process = start('go');
    await expect(process.ask()).rejects.toThrow(/later version .* Update it here/);
    await expect(process.answered('x.1')).rejects.toThrow(/later version/);
    expect(await world.client.hgetall(keys.budget(key))).toEqual({ v: '2' });
  });

  it('is read as it is when fields are there that this version does not know', async () => {
    await world.client.hset(keys.budget(key), 'v', '1', 'mood', 'good');
    await start('go').take();
  });
});
