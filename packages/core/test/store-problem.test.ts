import { describe, expect, it } from 'vitest';
import { memoryBudgets } from '../src/budget/memory-budgets.ts';
import { StoreError } from '../src/errors/store-error.ts';
import { problemOf, StoreProblem } from '../src/errors/store-problem.ts';
import type { BudgetStore } from '../src/index.ts';
import { errorOf, failureOf } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import { fakeFetch, json } from './fake-fetch.ts';
import { pacedClient } from './paced-client.ts';
import { endOfTick, inVirtualTime } from './virtual-time.ts';

const words = 'This server is a replica. Name the primary.';
const secret = 'redis://:c4n4ry@10.0.0.1:6379';

/** What a store may throw that is not for people to read. */
const others: [what: string, error: unknown][] = [
  ['an Error', new Error(secret)],
  ['an Error with a cause that is for people', new Error(secret, { cause: new StoreProblem(secret) })],
  ['an Error of the same name', Object.assign(new Error(secret), { name: 'StoreProblem' })],
  ['text', secret],
  ['an object with the brand', { [Symbol.for('cliqkit.StoreProblem')]: true, message: secret }],
  ['what has the brand from elsewhere', Object.setPrototypeOf(new Error(secret), new StoreProblem(secret))],
  ['nothing', undefined],
];

const ways: [how: string, fail: (error: unknown) => never | Promise<never>][] = [
  [
    'throws',
    (error) => {
      throw error;
    },
  ],
  ['rejects with', (error) => Promise.reject(error)],
  [
    'in the end rejects with',
    async (error) => {
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      throw error;
    },
  ],
];

function failing(store: Partial<BudgetStore>) {
  const clock = fakeClock();
  const { fetch, sent } = fakeFetch(json({ data: [] }));
  const warnings: string[] = [];
  const inner = memoryBudgets({ clock });
  const { read } = pacedClient({
    clock,
    fetch,
    logger: { warn: (message) => warnings.push(message) },
    pace: { store: { acquire: inner.acquire, settle: inner.settle, ...store }, user: 'ana' },
  });
  return { clock, sent, warnings, read };
}

describe.each(ways)('a store that %s', (_how, fail) => {
  it('a StoreProblem has its words in the error of the call', async () => {
    const { clock, sent, read } = failing({ acquire: () => fail(new StoreProblem(words)) });
    const error = await errorOf(StoreError, inVirtualTime(clock, read()));
    expect(error.message).toContain(`nothing was sent. ${words}`);
    expect(error.message).not.toContain('Check that');
    expect(error.cause).toBeUndefined();
    expect([sent.length, clock.timers]).toEqual([0, 0]);
  });

  it('a StoreProblem when a slot is given back has its words in the warning', async () => {
    const { clock, warnings, read } = failing({ settle: () => fail(new StoreProblem(words)) });
    expect(await inVirtualTime(clock, read())).toEqual({ data: [] });
    await endOfTick();
    expect(warnings).toEqual([expect.stringMatching(/could not be given back.* when its lease ends\. This/)]);
  });

  it.each(others)('%s is not quoted', async (_what, error) => {
    const { clock, read } = failing({ acquire: () => fail(error) });
    const failure = await errorOf(StoreError, inVirtualTime(clock, read()));
    expect(failure.message).toContain('Check that it can be reached.');
    expect(`${failure.message} ${failure.stack} ${JSON.stringify(failure)}`).not.toContain('c4n4ry');
    expect(failure.cause).toBeUndefined();
    const back = failing({ settle: () => fail(error) });
    await inVirtualTime(back.clock, back.read());
    await endOfTick();
    expect(back.warnings).toHaveLength(1);
    expect(back.warnings.join()).not.toContain('c4n4ry');
  });
});

describe('a StoreProblem', () => {
  it('of another copy of the package is known by its brand', () => {
    class Theirs extends Error {
      constructor(message: string) {
        super(message);
        Object.defineProperty(this, Symbol.for('cliqkit.StoreProblem'), { value: true });
      }
    }
    expect(problemOf(new Theirs(words))).toBe(words);
    expect(problemOf(new StoreProblem(words))).toBe(words);
    expect(problemOf(new (class extends StoreProblem {})(words))).toBe(words);
  });

  it('looks like an error of its name, and its brand is not in the way', () => {
    const problem = new StoreProblem(words);
    expect([problem.name, String(problem), Object.keys(problem)]).toEqual([
      'StoreProblem',
      `StoreProblem: ${words}`,
      ['name'],
    ]);
  });
});

describe('an answer of a store', () => {
  it.each([
    [5_000, true],
    [5_001, false],
  ])(
    'that is found before the timer after %i ms, because the process was stopped, counts: %s; too late, its slot is given back',
    async (ms, counts) => {
      let stoppedMs = 0;
      const settled: unknown[] = [];
      const inner = fakeClock();
      // Time that passes while nothing runs: no timer fires in it.
      const clock = { ...inner, mono: () => inner.mono() + stoppedMs };
      const { fetch, sent } = fakeFetch(json({ data: [] }));
      const store: BudgetStore = {
        acquire: async () => {
          stoppedMs += ms;
          return { slot: '7' };
        },
        settle: (_key, slot, settlement) => void settled.push([slot, settlement]),
      };
      const { read } = pacedClient({ clock, fetch, pace: { store, user: 'ana' } });
      if (counts) await read();
      else {
        expect(await failureOf(read())).toBeInstanceOf(StoreError);
        await endOfTick();
        expect(settled).toEqual([['7', { freeInMs: 0 }]]);
      }
      expect([sent.length, inner.timers]).toEqual([counts ? 1 : 0, 0]);
    },
  );
});
