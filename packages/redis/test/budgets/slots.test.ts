import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { many } from '../../../core/test/paced-client.ts';
import { endOfTick } from '../../../core/test/virtual-time.ts';
import type { Script } from '../../src/clients/scripts.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import { budgetProcess, key, keys, limits, windowMs } from './budget-process.ts';
import type { VirtualServer } from './virtual-server.ts';
import { virtualServer } from './virtual-server.ts';

const clock = fakeClock();
let world: VirtualServer;
const start = (id: string, scripts = world.scripts) => budgetProcess({ ...world, scripts, clock, id });
const slotsAtServer = async (): Promise<number> =>
  Object.keys(await world.client.hgetall(keys.budget(key))).filter((field) => field.startsWith('s:')).length;

describeWithServer('slots on the server', () => {
  beforeAll(async () => {
    world = await virtualServer(clock);
  });
  afterAll(() => world?.stop());
  beforeEach(async () => {
    await world.client.flushall();
    world.messages.length = 0;
  });

  it('are taken once when a client sends the same command twice', async () => {
    const twice = {
      run: async (script: Script, names: readonly string[], args: readonly (string | number)[]) => {
        await world.scripts.run(script, names, args);
        return world.scripts.run(script, names, args);
      },
    };
    const process = start('a', twice);
    const slots = [await process.take(), await process.take(), await process.take()];
    expect(await slotsAtServer()).toBe(3);
    await process.unused(slots[0] ?? '');
    expect(await slotsAtServer()).toBe(2);
  });

  it('are given back when they come after the timeout', async () => {
    let arrive = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const late = {
      run: async (script: Script, names: readonly string[], args: readonly (string | number)[]) => {
        const answer = await world.scripts.run(script, names, args);
        if (script.name === 'acquire') await arrival;
        return answer;
      },
    };
    const process = start('a', late);
    const asked = process.ask();
    const failed = expect(asked).rejects.toThrow('did not answer within 3000 ms');
    while ((await slotsAtServer()) === 0) await endOfTick();
    clock.advance(3_000);
    await failed;
    arrive();
    while ((await slotsAtServer()) > 0) await endOfTick();
    expect(clock.timers).toBe(0);
  });

  it('of a process that is gone are free again after the lease, and not before', async () => {
    const dead = start('dead');
    await Promise.all(many(3, () => dead.take()));
    clock.advance(limits.leaseMs - 1);
    await start('a').refused();
    clock.advance(1);
    await start('a').take();
  });

  it('that come back unused wake the process whose turn it is, and no other', async () => {
    const [a, b, c] = [start('a'), start('b'), start('c')];
    const slots = [await a.take(), await a.take(), await a.take()];
    await b.refused(2);
    await c.refused(1);
    await a.unused(slots[0] ?? '');
    await world.pass(0);
    expect(world.messages).toEqual([{ to: 't:wake:b', about: keys.budget(key) }]);
    await b.take(2);
    await a.unused(slots[1] ?? '');
    await world.pass(0);
    expect(world.messages.at(-1)?.to).toBe('t:wake:c');
  });

  it('are kept for whose turn it is, until a twelfth of a window after its time', async () => {
    const [a, dead, c] = [start('a'), start('dead'), start('c')];
    for (const slot of [await a.take(), await a.take(), await a.take()]) await a.answered(slot);
    await dead.refused(3);
    clock.advance(1);
    clock.advance((await c.refused(3)).waitsMs[0] ?? 0);
    await c.take(3);
    expect((await c.refused(2)).waitsMs[0]).toBe(windowMs / 12); // Two are free, and it is the turn of the other.
    clock.advance(windowMs / 12);
    await c.take(2);
    await c.take(1);
  });

  it('go to others when nobody in a process waits any more', async () => {
    const [a, b, c] = [start('a'), start('b'), start('c')];
    for (const slot of [await a.take(), await a.take(), await a.take()]) await a.answered(slot);
    await b.refused(3);
    const stop = b.store.watch?.(key, limits, { waiting: 3 }, () => undefined);
    const before = (await c.refused(1)).waitsMs[0] ?? 0;
    stop?.();
    await world.pass(0);
    expect(world.messages).toEqual([{ to: 't:wake:c', about: keys.budget(key) }]);
    expect((await c.refused(1)).waitsMs[0]).toBeLessThanOrEqual(before);
    clock.advance(windowMs + 1);
    await c.take();
  });

  it('leave nothing behind when they are free', async () => {
    const process = start('a');
    const slots = [await process.take(), await process.take()];
    for (const slot of slots) await process.unused(slot);
    expect(await world.client.exists(keys.budget(key))).toBe(0);
    await process.answered(await process.take());
    const ttl = await world.client.pttl(keys.budget(key));
    expect(ttl).toBeGreaterThan(windowMs - 5_000);
    expect(ttl).toBeLessThanOrEqual(windowMs + 1);
  });

  it('of one user are no concern of another, and a lock of one budget is none of the next', async () => {
    const process = start('a');
    const slot = await process.take();
    await process.store.settle(key, slot, { freeInMs: windowMs, passed: false, lockedMs: 300_000 }, limits);
    expect((await process.refused()).reason).toBe('lock');
    for (const other of ['3:bob:GET /chats', '3:ana:PUT /chats', '3:ana:GET /chat', '2:an:a:GET /chats']) {
      expect((await process.store.acquire(other, limits)).slot).toBeDefined();
    }
  });

  it('are as many as before after a lock that a process has met on its own', async () => {
    const process = start('a');
    await process.store.settle(key, 'own:1', { freeInMs: 0, passed: false, lockedMs: 300_000 }, limits);
    expect((await process.refused()).reason).toBe('lock');
    clock.advance(300_001 + windowMs);
    await Promise.all(many(3, () => process.take()));
  });

  it('are not free for a call that does not wait while others do', async () => {
    const [a, b] = [start('a'), start('b')];
    for (const slot of [await a.take(), await a.take(), await a.take()]) await a.answered(slot);
    await b.refused(3);
    clock.advance(windowMs + 1);
    expect((await a.store.acquire(key, limits)).slot).toBeUndefined();
    await b.take(3);
  });
});
