import type { BudgetStore } from '@cliqkit/core';
import { memoryBudgets } from '@cliqkit/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FakeClock } from '../../../core/test/fake-clock.ts';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import { budgetProcess, key, limits } from './budget-process.ts';
import type { VirtualServer } from './virtual-server.ts';
import { virtualServer } from './virtual-server.ts';

/** What happens to a budget, in steps of a tenth of a second: the server counts whole milliseconds, and rounds up. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ does: 'acquire' } as const) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('settle' as const),
      which: fc.nat(),
      how: fc.constantFrom('passed', 'throttled', 'not sent', 'no reply'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 1_200 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ does: 'pass', ms: 12_000 } as const) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const settlements = {
  passed: { freeInMs: 60_000, passed: true },
  throttled: { freeInMs: 60_000, passed: false, lockedMs: 300_000 },
  'not sent': { freeInMs: 0 },
  'no reply': { freeInMs: 90_000 },
} as const;

async function play(store: BudgetStore, clock: FakeClock, steps: readonly Step[]): Promise<unknown[]> {
  const slots: { slot: string; since: number }[] = [];
  const seen: unknown[] = [];
  for (const what of steps) {
    if (what.does === 'pass') clock.advance(what.ms * 100);
    else if (what.does === 'acquire') {
      clock.advance(50);
      const answer = await store.acquire(key, limits);
      if (answer.slot !== undefined) slots.push({ slot: answer.slot, since: clock.mono() });
      // Rounded: at the server a slot is free a millisecond later.
      const waits = answer.slot === undefined ? answer.waitsMs.map((ms) => Math.round(ms / 50)) : undefined;
      seen.push(answer.slot === undefined ? [answer.reason, waits?.[0]] : 'slot');
      clock.advance(50);
    } else if (slots.length > 0) {
      const [held] = slots.splice(what.which % slots.length, 1);
      // Memory forgets a call that has outlived its lease. The server cannot tell it from one that it has lost, and counts it.
      if (held === undefined || clock.mono() >= held.since + limits.leaseMs) continue;
      await store.settle(key, held.slot, settlements[what.how], limits);
    }
  }
  return seen;
}

describeWithServer('a budget on the server', () => {
  const clock = fakeClock();
  let world: VirtualServer;
  beforeAll(async () => {
    world = await virtualServer(clock);
  });
  afterAll(async () => {
    world.client.disconnect();
    await world.server.stop();
  });

  it('answers as one in memory does, whatever happens to it', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
        await world.client.flushall();
        round += 1;
        const { store } = budgetProcess({ ...world, clock, id: `p${round}` });
        const atServer = await play(store, clock, steps);
        const own = fakeClock();
        expect(atServer).toEqual(await play(memoryBudgets({ clock: own }), own, steps));
      }),
      { numRuns: 150 },
    );
  });
});
