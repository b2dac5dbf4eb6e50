import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCall } from '../src/call/call.ts';
import { CliqRequest } from '../src/call/request.ts';
import { compose } from '../src/middleware/compose.ts';
import { receive } from '../src/middleware/receive.ts';
import { retry } from '../src/middleware/retry.ts';
import { retryBudget } from '../src/retry/retry-budget.ts';
import { dice } from './dice.ts';
import { fakeClock } from './fake-clock.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { networkFailure } from './plain-call.ts';
import { inVirtualTime } from './virtual-time.ts';

const seeds = [1, 2, 3, 4, 5];
const faults = [networkFailure('ECONNREFUSED'), networkFailure('ECONNRESET'), empty(503), empty(500)];
const success = json({ data: [] });

/** Many reads of a service that fails so often. Gives how many were sent and how many succeeded. */
async function load(calls: number, failing: number, seed: number, atOnce: number) {
  const random = dice(seed);
  const clock = fakeClock();
  const { fetch, sent } = fakeFetch((request) => {
    const fault = faults[Math.floor(random() * faults.length)] ?? success;
    return random() < failing ? fault(request) : success(request);
  });
  const send = compose(fetch, retry({ clock, random }), receive({ clock }));
  const one = () => {
    const call = createCall(operations.getPinnedMessages);
    return send(new CliqRequest('https://cliq.test/chats/1/pin-messages', { call }));
  };
  let succeeded = 0;
  for (let done = 0; done < calls; done += atOnce) {
    const results = await inVirtualTime(clock, Promise.allSettled(Array.from({ length: atOnce }, one)));
    succeeded += results.filter(({ status }) => status === 'fulfilled').length;
  }
  return { sends: sent.length, succeeded };
}

describe.each([1, 10, 100])('retries of a thousand calls, %i at a time', (atOnce) => {
  it.each(seeds)('do not multiply an outage: 1,005 requests at most (seed %i)', async (seed) => {
    const { sends, succeeded } = await load(1000, 1, seed, atOnce);
    expect(sends).toBeLessThanOrEqual(1005);
    expect(sends).toBeGreaterThan(1000);
    expect(succeeded).toBe(0);
  });

  it.each(seeds)('add 12 %% at most when every second request fails (seed %i)', async (seed) => {
    const { sends } = await load(1000, 0.5, seed, atOnce);
    expect(sends).toBeLessThanOrEqual(1120);
  });
});

describe('retries of calls of which one in ten fails', () => {
  it.each(seeds)('let 99.8 %% succeed (seed %i)', async (seed) => {
    const { succeeded } = await load(5000, 0.1, seed, 10);
    expect(succeeded / 5000).toBeGreaterThanOrEqual(0.998);
  });
});

describe('the budget for retries', () => {
  it('starts with five, and never holds more than twenty-five', () => {
    const fresh = retryBudget();
    const spent = (budget: typeof fresh): number => {
      let count = 0;
      while (budget.spend()) count += 1;
      return count;
    };
    expect(spent(fresh)).toBe(5);
    expect(fresh.spend()).toBe(false);
    const saved = retryBudget();
    for (let index = 0; index < 10_000; index += 1) saved.earn();
    expect(spent(saved)).toBe(25);
  });

  it('is never spent beyond what it began with and what successes paid in', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 500 }), (steps) => {
        const budget = retryBudget();
        let [earned, spent] = [0, 0];
        for (const success of steps) {
          if (success) {
            budget.earn();
            earned += 1;
          } else if (budget.spend()) spent += 1;
          expect(spent).toBeLessThanOrEqual(5 + 0.18 * earned + 1e-9);
        }
      }),
    );
  });

  it('comes back after an outage', () => {
    const budget = retryBudget();
    while (budget.spend());
    for (let index = 0; index < 6; index += 1) budget.earn();
    expect([budget.spend(), budget.spend()]).toEqual([true, false]);
  });
});
