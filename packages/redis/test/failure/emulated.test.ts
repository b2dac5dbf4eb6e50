import { describe, expect, it } from 'vitest';
import type { Paced } from '../../../../test/faults/rate/paced.ts';
import { mostInAnyWindow, paced, times, timesOf } from '../../../../test/faults/rate/paced.ts';
import { read } from '../../../../test/faults/support/calls.ts';
import { failureOf } from '../../../../test/faults/support/failure-of.ts';
import { many } from '../../../core/test/paced-client.ts';
import type { PolicyOptions } from '../../src/failure/with-policy.ts';
import { withPolicy } from '../../src/failure/with-policy.ts';
import type { Outage } from './flaky-server.ts';
import { flakyServer, problem } from './flaky-server.ts';

const from = 90_000;
const until = 600_000;

/** Four processes before the emulator, which lose their server for eight and a half minutes. */
function processesIn(world: Paced, whenUnreachable: PolicyOptions['whenUnreachable'], how: Outage['how']) {
  const { clock } = world;
  const server = flakyServer(clock, [{ from, until, how }]);
  return many(4, () =>
    world.cliqWith({
      pace: {
        user: 'ana',
        store: withPolicy(server.connect(), {
          whenUnreachable,
          processes: 4,
          clock,
          random: () => 0.5,
          warn: () => undefined,
        }),
      },
    }),
  );
}

const isInside = (at: number): boolean => at >= from + 5_000 && at < until;

describe.each<Outage['how']>(['refuses', 'hangs', 'loses replies'])(
  'four processes whose server %s for minutes',
  (how) => {
    it.each([
      ['wait', 0],
      ['local', 100],
    ] as const)('come through it without a violation: %s', async (policy, leastInside) => {
      const world = await paced();
      const processes = processesIn(world, policy, how);
      await world.clock.run(() => Promise.all(processes.flatMap((cliq) => times(60, () => read.run(cliq)))));
      const arrived = timesOf(world.arrived(read.operation));
      expect(arrived).toHaveLength(240);
      expect(world.emulator.violations()).toEqual([]);
      expect(mostInAnyWindow(arrived)).toBe(20);
      const inside = arrived.filter(isInside).length;
      expect(inside).toBeGreaterThanOrEqual(leastInside);
      if (policy === 'wait') expect(inside).toBe(0);
      expect(world.clock.timers).toBe(0);
    });

    it('fail at once or in time, with the words of the problem, and call again after it: fail', async () => {
      const world = await paced();
      const [cliq] = processesIn(world, 'fail', how);
      if (cliq === undefined) throw new Error('there is no process');
      await world.clock.run(() => read.run(cliq));
      world.clock.advance(from);
      const since = world.clock.mono();
      const error = await world.clock.run(() => read.run(cliq).catch((failure: unknown) => failure));
      expect(error).toMatchObject({ name: 'StoreError', message: expect.stringContaining(problem) });
      expect(world.clock.mono() - since).toBeLessThanOrEqual(3_000);
      world.clock.advance(until);
      await world.clock.run(() => read.run(cliq));
      expect(world.arrived(read.operation)).toHaveLength(2);
    });
  },
);

describe('a call that waits for the server', () => {
  it.each([
    ['wait', 'refuses', ['StoreError']],
    ['local', 'refuses', ['StoreError']],
    ['wait', 'hangs', ['StoreError', 'TimeoutError']], // The time may be up while the server is asked.
    ['local', 'hangs', ['StoreError', 'TimeoutError']],
  ] as const)('ends before its deadline, and says why: %s, %s', async (policy, how, names) => {
    const world = await paced();
    const { clock } = world;
    const [cliq] = processesIn(world, policy, how);
    if (cliq === undefined) throw new Error('there is no process');
    clock.advance(from);
    const errors = await clock.run(() =>
      times(30, (index) => failureOf(read.run(cliq, { deadline: 5_000 + index * 1_000 }))),
    );
    expect(new Set(errors.map(({ name }) => name))).toEqual(new Set(names));
    for (const error of errors) expect(error).toMatchObject({ outcome: 'notApplied', attempts: 0 });
    expect(clock.mono() - from).toBeLessThanOrEqual(34_000);
    await clock.run(new Promise<void>((resolve) => clock.timer(3_000, resolve))); // For the last question.
    expect([world.entries(), clock.timers]).toEqual([[], 0]);
  });

  it.each(['wait', 'local'] as const)('can be aborted, and leaves no timer behind: %s', async (policy) => {
    const world = await paced();
    const { clock } = world;
    const [cliq] = processesIn(world, policy, 'refuses');
    if (cliq === undefined) throw new Error('there is no process');
    clock.advance(from);
    const controller = new AbortController();
    clock.timer(20_000, () => controller.abort('enough'));
    const reasons = await clock.run(() =>
      Promise.all(
        many(5, () => read.run(cliq, { signal: controller.signal }).catch((reason: unknown) => reason)),
      ),
    );
    expect(reasons).toEqual(many(5, () => 'enough'));
    expect([clock.mono() - from, world.entries(), clock.timers]).toEqual([20_000, [], 0]);
  });
});

describe('a lock that one process meets while the server is away', () => {
  it('is known to the others when the server is back, though the one only waits for its end', async () => {
    const world = await paced({ quirks: { duringLock: 'extend' } });
    const { clock, emulator } = world;
    const [one, other] = processesIn(world, 'local', 'refuses');
    if (one === undefined || other === undefined) throw new Error('there is no process');
    const at = (ms: number): Promise<void> =>
      new Promise((resolve) => clock.timer(ms - clock.mono(), resolve));
    const throttledAt = until - 200_000;
    await clock.run(async () => {
      await at(throttledAt - 100_000);
      await read.run(one); // By its share, for the server is away.
      await at(throttledAt);
      emulator.faults.plan(read.operation, 'throttle');
      await Promise.all([read.run(one), at(until + 10_000).then(() => read.run(other))]);
    });
    const lockEnds = throttledAt + 300_000;
    expect(timesOf(world.arrived(read.operation)).slice(1)).toEqual([throttledAt, lockEnds, lockEnds]);
    emulator.faults.assertConsumed();
    expect(emulator.violations()).toEqual([]);
  });
});
