import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dice, upTo } from '../../../core/test/dice.ts';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { count, fakeService, mostInAWindow } from '../../../core/test/fake-service.ts';
import { many, pacedClient } from '../../../core/test/paced-client.ts';
import type { Scripts } from '../../src/clients/scripts.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import { budgetProcess } from './budget-process.ts';
import type { VirtualServer } from './virtual-server.ts';
import { virtualServer } from './virtual-server.ts';

/** What may happen to the server, and to a process, at any time. */
const trouble = fc.record({
  atMs: fc.integer({ min: 0, max: 240_000 }),
  what: fc.constantFrom('flush', 'failover', 'kill', 'abort'),
  which: fc.nat({ max: 3 }),
});
const process = fc.record({
  calls: fc.integer({ min: 1, max: 25 }),
  /** When it starts: one that comes later knows nothing of what was before. */
  fromMs: fc.integer({ min: 0, max: 200_000 }),
});
const scene = fc.record({
  processes: fc.array(process, { minLength: 2, maxLength: 4 }),
  troubles: fc.array(trouble, { maxLength: 4 }),
  seed: fc.integer(),
  jitterMs: fc.constantFrom(0, 500, 2_000),
});

describeWithServer('processes that share a budget, whatever happens', () => {
  const clock = fakeClock();
  let world: VirtualServer;
  beforeAll(async () => {
    world = await virtualServer(clock);
  });
  afterAll(() => world?.stop());

  /** A replica takes over that has seen the server as it was then. */
  const failOver = async (before: ReadonlyMap<string, Buffer>): Promise<void> => {
    const all = world.client.multi().flushall();
    for (const [key, dump] of before) all.restore(key, 3_600_000, dump);
    await all.exec();
    await world.client.call('DEBUG', 'CHANGE-REPL-ID');
  };
  const dumpAll = async (): Promise<Map<string, Buffer>> => {
    const dumps = new Map<string, Buffer>();
    for (const key of await world.client.keys('*')) {
      const dump = await world.client.dumpBuffer(key);
      if (dump) dumps.set(key, dump);
    }
    return dumps;
  };

  it('never send more than the limit, and end every call', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ processes, troubles, seed, jitterMs }) => {
        await world.client.flushall();
        clock.advance(1_000_000); // What was under way before is over.
        const random = dice(seed);
        const service = fakeService({
          clock,
          latency: () => [upTo(jitterMs, random), upTo(jitterMs, random)],
        });
        const began = clock.mono();
        let replica = new Map<string, Buffer>();
        const running = processes.map(({ calls, fromMs }, index) => {
          const stopped = new AbortController();
          let isDead = false;
          const mortal: Scripts = {
            run: (...about) => (isDead ? new Promise(() => undefined) : world.scripts.run(...about)),
          };
          const { store } = budgetProcess({
            ...world,
            scripts: mortal,
            clock,
            id: `p${index}`,
            coldStart: 'wait',
          });
          const fetch: typeof globalThis.fetch = (...about) =>
            isDead ? new Promise(() => undefined) : service.fetch(...about);
          const client = pacedClient({ clock, fetch, pace: { store, user: 'ana' } });
          let killed = (): void => undefined;
          const death = new Promise<void>((resolve) => {
            killed = resolve;
          });
          const work = new Promise<void>((resolve) => clock.timer(fromMs, resolve)).then(() =>
            Promise.all(many(calls, () => client.read({ signal: stopped.signal }).catch(() => 'failed'))),
          );
          return {
            ended: Promise.race([work, death]),
            stop: () => stopped.abort(new Error('enough')),
            kill() {
              isDead = true;
              killed();
            },
          };
        });
        const happened = troubles.map(async ({ atMs, what, which }) => {
          await new Promise<void>((resolve) => clock.timer(atMs, resolve));
          if (what === 'flush') await world.client.flushall();
          if (what === 'failover') await failOver(replica);
          if (what === 'kill') running[which]?.kill();
          if (what === 'abort') running[which]?.stop();
        });
        // The replica lags behind by up to twenty seconds.
        const replicate = (): void => {
          void dumpAll().then((dumps) => {
            replica = dumps;
          });
        };
        for (let ms = 0; ms < 300_000; ms += 20_000) clock.timer(ms, replicate);

        await world.finish(Promise.all([...happened, ...running.map(({ ended }) => ended)]));
        const seen = service.arrivals.filter(({ at }) => at >= began);
        expect(mostInAWindow(seen)).toBeLessThanOrEqual(20);
        expect(count({ arrivals: seen }, 'passed')).toBe(seen.length);
        const windows =
          Math.ceil(processes.reduce((sum, { calls }) => sum + calls, 0) / 20) + 2 * troubles.length + 1;
        expect(clock.mono() - began).toBeLessThanOrEqual(240_000 + windows * (65_000 + 2 * jitterMs));
      }),
      { numRuns: 25 },
    );
  });
});
