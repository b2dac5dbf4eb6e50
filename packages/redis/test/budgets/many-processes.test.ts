import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dice, upTo } from '../../../core/test/dice.ts';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { count, fakeService, mostInAWindow } from '../../../core/test/fake-service.ts';
import { many, pacedClient } from '../../../core/test/paced-client.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import { budgetProcess } from './budget-process.ts';
import type { VirtualServer } from './virtual-server.ts';
import { virtualServer } from './virtual-server.ts';

describeWithServer('processes that share a budget', () => {
  const clock = fakeClock();
  let world: VirtualServer;
  beforeAll(async () => {
    world = await virtualServer(clock);
  });
  afterAll(() => world?.stop());

  /** Clients in so many processes, the calls that each makes, and how the service saw them. */
  const play = async (
    calls: readonly number[],
    { seed = 1, jitterMs = 0, coldStart = 'go' as 'go' | 'wait' },
  ) => {
    await world.client.flushall();
    world.runs.clear();
    const random = dice(seed);
    const latency = () => [upTo(jitterMs, random), upTo(jitterMs, random)] as const;
    const service = fakeService({ clock, latency });
    const began = clock.mono();
    const sent: number[] = [];
    const ends: number[] = [];
    await world.finish(
      Promise.all(
        calls.map(async (many_, index) => {
          const { store } = budgetProcess({ ...world, clock, id: `p${index}`, coldStart });
          const client = pacedClient({
            clock,
            pace: { store, user: 'ana' },
            fetch: (input, init) => {
              sent.push(index);
              return service.fetch(input, init);
            },
          });
          await Promise.all(many(many_, () => client.read()));
          ends[index] = clock.mono() - began;
        }),
      ),
    );
    return { service, sent, ends, tookMs: clock.mono() - began };
  };

  it('never send more than the limit, lose nothing, and use what there is', async () => {
    const scene = fc.record({
      calls: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 4 }),
      seed: fc.integer(),
      jitterMs: fc.constantFrom(0, 200, 2_000),
    });
    await fc.assert(
      fc.asyncProperty(scene, async ({ calls, seed, jitterMs }) => {
        const { service, tookMs } = await play(calls, { seed, jitterMs });
        const all = calls.reduce((sum, one) => sum + one, 0);
        expect(service.arrivals).toHaveLength(all);
        expect(count(service, 'passed')).toBe(all);
        expect(mostInAWindow(service.arrivals)).toBeLessThanOrEqual(20);
        const windows = Math.ceil(all / 20) - 1;
        expect(tookMs).toBeLessThanOrEqual(windows * (60_000 + 2 * jitterMs + 100) + 2 * jitterMs);
      }),
      { numRuns: 8 },
    );
  });

  it('take turns, call by call, whoever has more to send', async () => {
    const { sent, ends } = await play([40, 40, 10, 40], {});
    const inWindow = (window: number): number[] =>
      many(4, (index) => sent.slice(window * 20, window * 20 + 20).filter((by) => by === index).length);
    // The first window goes to who comes first.
    expect(inWindow(1)).toEqual([5, 5, 5, 5]);
    expect(ends[2]).toBeLessThanOrEqual(3 * 60_100);
    const [a = 0, b = 0, , d = 0] = inWindow(4);
    expect(Math.max(a, b, d) - Math.min(a, b, d)).toBeLessThanOrEqual(1);
  });

  it('ask the server once for each slot, and seldom in vain', async () => {
    await play([100, 100], {});
    expect(world.runs.get('settle')).toBe(200);
    expect(world.runs.get('acquire')).toBeLessThanOrEqual(250);
  });

  it('wait one window when the server does not know what was sent before', async () => {
    const { service, tookMs } = await play([10, 10], { coldStart: 'wait' });
    expect(service.arrivals.map(({ sentAt }) => sentAt - (clock.mono() - tookMs))).toEqual(
      many(20, () => 60_000),
    );
  });
});
