import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { many } from '../../../core/test/paced-client.ts';
import { endOfTick } from '../../../core/test/virtual-time.ts';
import type { Script, Scripts } from '../../src/clients/scripts.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import type { BudgetProcess } from './budget-process.ts';
import { budgetProcess, key, keys, limits, windowMs } from './budget-process.ts';
import type { VirtualServer } from './virtual-server.ts';
import { virtualServer } from './virtual-server.ts';

const clock = fakeClock();
let world: VirtualServer;
let names = 0;
const start = (coldStart: 'wait' | 'go' = 'go', scripts = world.scripts): BudgetProcess => {
  names += 1;
  return budgetProcess({ ...world, scripts, clock, id: `p${names}`, coldStart });
};
/** Scripts with something else in their place. */
const changed = (from: string, to: string): Scripts => ({
  run: ({ name, source }, about, args) => {
    if (!source.includes(from)) return world.scripts.run({ name, source }, about, args);
    return world.scripts.run({ name, source: source.replace(from, to) }, about, args);
  },
});
/** The clock of the server was set back by an hour. */
const hourAgo = (): Scripts => changed('local key = KEYS[1]', 'now = now - 3600000 local key = KEYS[1]');
const lockedMs = 300_000;
const throttled = { freeInMs: windowMs, passed: false, lockedMs };

/** Scripts that wait for the test before they reach the server. */
function heldBack(names: readonly string[]) {
  const letGo: (() => void)[] = [];
  return {
    letGo: () => {
      for (const go of letGo.splice(0)) go();
    },
    scripts: {
      async run(script: Script, about: readonly string[], args: readonly (string | number)[]) {
        if (names.includes(script.name)) await new Promise<void>((resolve) => letGo.push(resolve));
        return world.scripts.run(script, about, args);
      },
    },
  };
}

describeWithServer('a shared budget', () => {
  beforeAll(async () => {
    world = await virtualServer(clock);
  });
  afterAll(() => world?.stop());
  beforeEach(async () => {
    await world.client.flushall();
    clock.advance(10 * windowMs);
  });

  it('keeps a lock as long as the service said, however many wait for its end and ask again', async () => {
    const first = start();
    await first.store.settle(key, await first.take(), throttled, limits);
    const processes = many(12, () => start());
    for (const process of processes) await process.refused(4);
    for (const process of processes) await process.refused(4);
    expect(processes.map(({ store }) => store.lockedMs(key))).toEqual(many(12, () => lockedMs));
    clock.advance(lockedMs);
    expect((await start().refused()).reason).toBe('limit'); // It is the turn of those who wait, but there is no lock.
  });

  it('that was evicted is not begun anew by the reply of a call under way', async () => {
    const process = start();
    const slots = [await process.take(), await process.take(), await process.take()];
    await world.client.del(keys.budget(key));
    await process.answered(slots[0] ?? '');
    expect((await process.refused()).reason).toBe('store');
    clock.advance(windowMs + 1);
    await process.take();
  });

  it('gives nothing out that was asked for before another client here was locked out', async () => {
    const { scripts, letGo } = heldBack(['acquire']);
    const process = start('go', scripts);
    const asked = process.ask();
    await endOfTick();
    await process.store.settle(key, 'x.1', throttled, limits);
    letGo();
    expect(await asked).toMatchObject({ slot: undefined, reason: 'lock' });
  });

  it('lives as long as its longest slot, whoever asks', async () => {
    const process = start();
    await process.take();
    const hasty = { ...limits, limit: 1, leaseMs: 600 };
    expect((await start().store.acquire(key, hasty, { waiting: 1 })).slot).toBeUndefined();
    expect(await world.client.pttl(keys.budget(key))).toBeGreaterThan(limits.leaseMs - 5_000);
  });

  it('lets nobody wait behind newcomers for ever', async () => {
    const old = start();
    for (const slot of [await old.take(), await old.take(), await old.take()]) await old.answered(slot);
    await old.refused(30);
    let served = 0;
    for (let round = 0; round < 12; round += 1) {
      // Each time, a newcomer comes first, and the one that has been waiting asks after it.
      clock.advance(windowMs / 3 + 1);
      const newcomer = await start().ask(1);
      if (newcomer.slot !== undefined) await old.answered(newcomer.slot);
      const answer = await old.ask(30 - served);
      if (answer.slot === undefined) continue;
      served += 1;
      await old.answered(answer.slot);
    }
    expect(served).toBeGreaterThanOrEqual(5);
  });

  it('keeps no turn for calls that ended while they asked for the first time', async () => {
    const busy = start();
    for (const slot of [await busy.take(), await busy.take(), await busy.take()]) await busy.answered(slot);
    const { scripts, letGo } = heldBack(['acquire']);
    const line = { waiting: 30 };
    const asked = start('go', scripts).store.acquire(key, limits, line);
    await endOfTick();
    line.waiting = 0;
    letGo();
    await asked;
    await world.pass(0);
    const lines = Object.entries(await world.client.hgetall(keys.budget(key))).filter(([field]) =>
      field.startsWith('l:'),
    );
    expect(lines.map(([, value]) => value.split(' ')[1])).toEqual(['0']);
  });

  it('goes on with what it was when the clock of the server is set back', async () => {
    const process = start();
    const slots = [await process.take(), await process.take(), await process.take()];
    for (const slot of slots) await process.answered(slot);
    const after = start('go', hourAgo());
    expect((await after.refused()).waitsMs[0]).toBeLessThanOrEqual(windowMs + 1);
    clock.advance(windowMs + 1);
    await after.take();
  });

  it('waits one window, and not until the clock has caught up, when a young server is set back', async () => {
    await start('wait').refused();
    const after = start('wait', hourAgo());
    await after.refused();
    clock.advance(windowMs);
    await after.take();
  });

  it('is not given out by a server that does not say whether it is still the same', async () => {
    const mute = changed("redis.pcall('INFO', 'replication')", "redis.pcall('INFO', 'nothing')");
    await expect(start('wait', mute).ask()).rejects.toThrow(/INFO/);
    await start('go', mute).take();
  });

  it('is not locked for longer because a client has held the news back', async () => {
    const teller = start();
    await teller.store.settle(key, await teller.take(), throttled, limits);
    const { scripts, letGo } = heldBack(['tell-lock']);
    const process = start('go', scripts);
    await process.refused();
    const stop = process.store.watch?.(key, limits, { waiting: 1 }, () => undefined);
    clock.advance(windowMs / 2);
    await endOfTick();
    clock.advance(lockedMs - windowMs / 2 - 1_000);
    letGo();
    await world.pass(0);
    expect(
      Number(await world.client.hget(keys.budget(key), 'lock')) - (1_700_000_000_000 + clock.mono()),
    ).toBe(1_000);
    stop?.();
  });
});
