import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { fakeService } from '../../../core/test/fake-service.ts';
import { many, pacedClient } from '../../../core/test/paced-client.ts';
import type { Scripts } from '../../src/clients/scripts.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import { budgetProcess, key, limits, windowMs } from './budget-process.ts';
import type { VirtualServer } from './virtual-server.ts';
import { virtualServer } from './virtual-server.ts';

describeWithServer('many processes that share a budget', () => {
  const clock = fakeClock();
  let world: VirtualServer;
  beforeAll(async () => {
    world = await virtualServer(clock);
  });
  beforeEach(async () => {
    await world.client.flushall();
    clock.advance(1_000_000);
  });
  afterAll(() => world?.stop());

  const clientIn = (id: string, fetch: typeof globalThis.fetch) =>
    pacedClient({ clock, fetch, pace: { store: budgetProcess({ ...world, clock, id }).store, user: 'ana' } });
  const deadline = 10 * 3_600_000;

  it('leave no window empty while somebody waits, though there are more of them than slots', async () => {
    const service = fakeService({ clock, latency: () => [100, 100] });
    const began = clock.mono();
    const clients = many(60, (index) => clientIn(`p${(index * 7) % 60}`, service.fetch));
    await world.finish(
      Promise.all(
        clients.map(async (client, index) => {
          await new Promise<void>((resolve) => clock.timer(index * 137, resolve));
          await Promise.all(many(2, () => client.read({ deadline })));
        }),
      ),
    );
    expect(service.arrivals).toHaveLength(120);
    expect(clock.mono() - began).toBeLessThanOrEqual(5 * 61_000 + 60 * 137); // 120 calls fill six windows.
  });

  it('are not kept from their turn by an endless row of new ones', async () => {
    const service = fakeService({ clock });
    let done = 0;
    const old = clientIn('m', service.fetch);
    const calls = many(40, async () => {
      await old.read({ deadline });
      done += 1;
    });
    const newcomers = many(240, async (index) => {
      await new Promise<void>((resolve) => clock.timer(index * 2_500, resolve));
      await clientIn(`${index % 2 ? 'a' : 'z'}${index}`, service.fetch).read({ deadline });
    });
    await world.pass(10 * windowMs); // 24 calls a minute come anew: more than there are slots.
    const doneMeanwhile = done;
    await world.finish(Promise.all([...calls, ...newcomers]));
    expect(doneMeanwhile).toBeGreaterThanOrEqual(20 + 4);
  });

  it('keep a long lock that only one of them knows, when an older answer names a shorter one', async () => {
    let isLate = false;
    let isAway = false;
    const scripts: Scripts = {
      async run(script, ...about) {
        if (isAway && script.name === 'settle') throw new Error('away');
        const answer = await world.scripts.run(script, ...about);
        if (isLate) await new Promise<void>((resolve) => clock.timer(500, resolve));
        return answer;
      },
    };
    const one = budgetProcess({ ...world, scripts, clock, id: 'one' });
    const other = budgetProcess({ ...world, clock, id: 'other' });
    const [slot, theirs] = [await one.take(), await other.take()];
    const lockedFor = (lockedMs: number) => ({ freeInMs: windowMs, passed: false, lockedMs });
    await other.store.settle(key, theirs, lockedFor(10_000), limits);

    isLate = true;
    const underWay = one.ask();
    await world.pass(100);
    isAway = true;
    await expect(one.store.settle(key, slot, lockedFor(300_000), limits)).rejects.toThrow();
    await world.finish(underWay);
    [isLate, isAway] = [false, false];

    await world.pass(10_500);
    expect((await one.refused()).reason).toBe('lock');
    expect((await other.refused()).waitsMs[0]).toBeGreaterThan(280_000);
  });
});
