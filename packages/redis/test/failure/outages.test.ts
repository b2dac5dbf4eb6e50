import { StoreError } from '@cliqkit/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dice, upTo } from '../../../core/test/dice.ts';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { fakeService, mostInAWindow } from '../../../core/test/fake-service.ts';
import { many, pacedClient } from '../../../core/test/paced-client.ts';
import { inVirtualTime, pass } from '../../../core/test/virtual-time.ts';
import type { PolicyOptions } from '../../src/failure/with-policy.ts';
import { withPolicy } from '../../src/failure/with-policy.ts';
import type { Outage } from './flaky-server.ts';
import { flakyServer } from './flaky-server.ts';

type Policy = PolicyOptions['whenUnreachable'];

/** Processes that call for one user, each with its own connection to one server, and the service that they call. */
function processes(
  count: number,
  policy: Policy,
  outages: readonly Outage[],
  seed: number,
  flightMs = 2_000,
) {
  const random = dice(seed);
  const clock = fakeClock();
  const server = flakyServer(clock, outages);
  const service = fakeService({ clock, latency: () => [upTo(flightMs, random), upTo(flightMs, random)] });
  const warnings: string[] = [];
  const sent: number[][] = [];
  const clients = many(count, (index) => {
    const mine: number[] = [];
    sent.push(mine);
    const store = withPolicy(server.connect(), {
      whenUnreachable: policy,
      processes: count,
      clock,
      random,
      warn: (message) => warnings.push(`${index}: ${message}`),
    });
    const { pins } = pacedClient({
      clock,
      random,
      pace: { store, user: 'ana' },
      fetch: (input, init) => {
        mine.push(Number(new URL(String(input)).searchParams.get('limit')));
        return service.fetch(input, init);
      },
    });
    return (limit: number, deadline?: number) =>
      pins('getPinnedMessages', { path: { CHAT_ID: '1' }, query: { limit } }, { deadline });
  });
  return { clock, server, service, warnings, sent, clients, random };
}

const outage = fc.record({
  upMs: fc.integer({ min: 1, max: 150_000 }),
  downMs: fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 50_000, max: 300_000 })),
  how: fc.constantFrom('refuses' as const, 'hangs' as const, 'loses replies' as const),
});

/** Within it every process that has calls finds a server that is back: the longest pause, the timeout, and a little. */
const foundByAllMs = 6_000;

/**
 * One after the other, each after some time in which all is well. With `local` the server stays back until all have found
 * it: the limit is promised for processes that lose it and find it together.
 */
function scheduled(
  plan: readonly { upMs: number; downMs: number; how: Outage['how'] }[],
  policy: Policy,
): Outage[] {
  let at = 0;
  return plan.map(({ upMs, downMs, how }) => {
    const leastMs = policy === 'local' && at > 0 ? foundByAllMs : 0;
    const from = at + Math.max(upMs, leastMs);
    at = from + downMs;
    return { from, until: at, how };
  });
}

const world = fc.record({
  seed: fc.integer(),
  count: fc.integer({ min: 1, max: 4 }),
  plan: fc.array(outage, { maxLength: 5 }),
});

describe.each<Policy>(['fail', 'wait', 'local'])('when the server is lost again and again, %s', (policy) => {
  it('never lets the limit be passed, ends every call, and keeps the order of each process', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ seed, count, plan }) => {
        const { clock, server, service, sent, clients } = processes(
          count,
          policy,
          scheduled(plan, policy),
          seed,
        );
        const outcomes = await inVirtualTime(
          clock,
          Promise.all(
            clients.flatMap((read) =>
              many(40, async (index) => {
                try {
                  await read(index);
                  return 'sent';
                } catch (error) {
                  if (!(error instanceof StoreError)) throw error;
                  return 'failed';
                }
              }),
            ),
          ),
        );
        expect(mostInAWindow(service.arrivals)).toBeLessThanOrEqual(20);
        if (policy !== 'fail') expect(outcomes).not.toContain('failed');
        expect(service.arrivals).toHaveLength(outcomes.filter((outcome) => outcome === 'sent').length);
        for (const mine of sent) expect(mine).toEqual([...mine].sort((a, b) => a - b));
        await pass(clock, 10_000); // Slots that are given back to a server that hangs.
        expect([server.watched, clock.timers]).toEqual([[], 0]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('lets no process pass the limit either that calls now and then, with calls that give up', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ seed, count, plan }) => {
        const { clock, server, service, clients, random } = processes(
          count,
          policy,
          scheduled(plan, policy),
          seed,
        );
        const calls = clients.flatMap((read) =>
          many(60, async (index) => {
            await new Promise<void>((resolve) => clock.timer(index * 10_000 + upTo(9_000, random), resolve));
            await Promise.allSettled(many(upTo(3, random), () => read(index, 1_000 + upTo(100_000, random))));
          }),
        );
        await inVirtualTime(clock, Promise.all(calls));
        expect(mostInAWindow(service.arrivals)).toBeLessThanOrEqual(20);
        await pass(clock, 10_000);
        expect([server.watched, clock.timers]).toEqual([[], 0]);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

describe('a long outage', () => {
  const from = 100_000;
  const until = 1_000_000;
  const down = (how: Outage['how']): Outage[] => [{ from, until, how }];
  const inside = (times: readonly { at: number }[]) => times.filter(({ at }) => at >= from && at < until);

  it.each<Outage['how']>(['refuses', 'hangs', 'loses replies'])(
    'in which the server %s leaves `local` the whole limit after a window, and `wait` nothing',
    async (how) => {
      const share = processes(4, 'local', down(how), 7);
      await inVirtualTime(share.clock, Promise.all(share.clients.flatMap((read) => many(100, read))));
      const perWindow = (inside(share.service.arrivals).length * 60_000) / (until - from - 65_000);
      expect(perWindow).toBeGreaterThan(20 * 0.9);
      expect(mostInAWindow(share.service.arrivals)).toBeLessThanOrEqual(20);

      const wait = processes(4, 'wait', down(how), 7);
      await inVirtualTime(wait.clock, Promise.all(wait.clients.flatMap((read) => many(30, read))));
      const late = inside(wait.service.arrivals).filter(({ at }) => at > from + 4_000);
      expect(late).toEqual([]);
      expect(wait.service.arrivals).toHaveLength(120);
      // Asked every five seconds at most and every two and a half at least, by each process.
      const asked = inside(wait.server.commands.filter(({ what }) => what === 'acquire'));
      expect(asked.length).toBeLessThan(4 * (10 + (until - from) / 2_500));
    },
  );

  it('is over for `wait` within five seconds, and for `local` a window and some seconds after that', async () => {
    for (const [policy, knownMs, least, most] of [
      ['wait', 0, 0, 5_000],
      ['local', 2_000, 65_000, 68_000],
    ] as const) {
      const { clock, server, service, clients } = processes(3, policy, down('refuses'), 3, 0);
      await inVirtualTime(clock, Promise.all(clients.flatMap((read) => many(150, read))));
      const after = service.arrivals.find(({ at }) => at > until + knownMs)?.at ?? 0;
      expect(after - until).toBeGreaterThanOrEqual(least);
      expect(after - until).toBeLessThanOrEqual(most);
      expect(server.commands.some(({ at, fails }) => at > until && !fails)).toBe(true);
    }
  });

  it('warns once when it begins and once when it ends, with the words of the problem, in each process', async () => {
    const { clock, warnings, clients } = processes(2, 'wait', down('refuses'), 5);
    await inVirtualTime(clock, Promise.all(clients.flatMap((read) => many(60, read))));
    for (const index of [0, 1]) {
      expect(warnings.filter((warning) => warning.startsWith(`${index}:`))).toEqual([
        expect.stringMatching(/does not answer; calls wait for it\. The server did not answer\./),
        expect.stringContaining('answers again'),
      ]);
    }
  });
});
