import type { BudgetStore, Hooks, Logger, TokenStore } from 'cliqkit';
import { memoryBudgets, memoryTokens, refreshToken } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { paced } from '../rate/paced.ts';
import { pinChat, post, read } from '../support/calls.ts';
import { failureOf } from '../support/failure-of.ts';

/** What a function that is not ours can do instead of what it should. */
const misdeeds: [what: string, act: () => unknown][] = [
  [
    'throws an error',
    () => {
      throw new Error('not mine');
    },
  ],
  [
    'throws nothing',
    () => {
      throw undefined;
    },
  ],
  ['rejects', () => Promise.reject(new Error('not mine'))],
  ['never ends', () => new Promise(() => undefined)],
  [
    'answers with something that throws when it is awaited',
    () =>
      new Proxy(
        {},
        {
          get: (_target, name) => {
            if (name === 'then') throw new Error('not mine');
          },
        },
      ),
  ],
  ['answers with garbage', () => Number.NaN],
];

const hooksThat = (act: () => unknown, heard: Set<string>): Required<Hooks> => {
  const hook = (name: string) => () => {
    heard.add(name);
    return act();
  };
  return {
    onAttempt: hook('attempt'),
    onRetry: hook('retry'),
    onWait: hook('wait'),
    onRefresh: hook('refresh'),
  };
};

const loggerThat = (act: () => unknown, heard: Set<string>): Required<Logger> => {
  const level = (name: string) => () => {
    heard.add(name);
    return act();
  };
  return { debug: level('debug'), info: level('info'), warn: level('warn') };
};

/** Meets a refresh, a failure, a throttle and a token that dies, and says what arrived when and what came of it. */
async function story(options: { hooks?: Hooks; logger?: Logger } = {}) {
  const { clock, emulator, cliqWith, entries } = await paced();
  emulator.faults.plan(read.operation, { kind: 'status', status: 503 }, 'throttle');
  emulator.faults.plan(pinChat.operation, 'commit-then-reset', 'expire-token');
  emulator.faults.plan('token', { kind: 'html', status: 502 });
  emulator.faults.plan(post.operation, 'commit-then-stall');
  const cliq = cliqWith({ credentials: refreshToken(emulator.credentials), random: () => 0.5, ...options });
  const results = await clock.run(() =>
    Promise.allSettled([read.run(cliq), pinChat.run(cliq), post.run(cliq)]),
  );
  emulator.faults.assertConsumed();
  return {
    sent: entries().map(({ operation, mono, status }) => [operation, mono, status]),
    results: results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.name)),
    endedAt: clock.mono(),
    timers: clock.timers,
  };
}

describe('a hook or a logger that', () => {
  carries.each(
    'C12',
    misdeeds,
    '%s changes nothing: the same requests at the same times, and the same results',
    async ([, act]) => {
      const undisturbed = await story();
      const heard = new Set<string>();
      expect(await story({ hooks: hooksThat(act, heard) })).toEqual(undisturbed);
      expect([...heard].sort()).toEqual(['attempt', 'refresh', 'retry', 'wait']);
      expect(await story({ logger: loggerThat(act, heard) })).toEqual(undisturbed);
      expect([...heard].sort()).toEqual(['attempt', 'debug', 'info', 'refresh', 'retry', 'wait']);
    },
  );
});

describe('a store of budgets that', () => {
  const parts: ('acquire' | 'settle')[] = ['acquire', 'settle'];
  const cells = misdeeds.flatMap(([what, act]) => parts.map((part) => [part, what, act] as const));

  carries.each(
    'C12',
    cells,
    'in %s %s ends or holds up calls for a bounded time only',
    async ([part, what, act]) => {
      const { clock, cliqWith, entries } = await paced();
      const memory = memoryBudgets({ clock });
      const store = { ...memory, [part]: act } as BudgetStore;
      const cliq = cliqWith({ pace: { store, user: 'ana' } });
      if (part === 'acquire') {
        const error = await clock.run(() => failureOf(read.run(cliq)));
        expect(error).toMatchObject({
          name: 'StoreError',
          outcome: 'notApplied',
          attempts: 0,
          retryable: true,
        });
        expect(error.message).not.toContain('not mine');
        expect([clock.mono(), entries().length]).toEqual([what === 'never ends' ? 5_000 : 0, 0]);
      } else {
        await clock.run(() => read.run(cliq));
        expect([clock.mono(), entries().length]).toEqual([0, 1]);
      }
    },
  );
});

describe('a store of tokens that', () => {
  const parts: (keyof TokenStore)[] = ['read', 'write', 'exclusive'];
  const cells = misdeeds.flatMap(([what, act]) => parts.map((part) => [part, what, act] as const));

  carries.each(
    'C12',
    cells,
    'in %s %s does not fail the call, and holds it up for a bounded time only',
    async ([part, , act]) => {
      const { clock, emulator, cliqWith, entries } = await paced();
      const store = { ...memoryTokens(), [part]: act } as TokenStore;
      const cliq = cliqWith({ credentials: refreshToken({ ...emulator.credentials, store }) });
      await clock.run(() => read.run(cliq));
      expect(clock.mono()).toBeLessThanOrEqual(90_000);
      expect(entries().filter(({ operation }) => operation === 'token')).toHaveLength(1);
    },
  );
});

describe('a function that hands out tokens, and', () => {
  carries.each(
    'C12',
    misdeeds.filter(([what]) => what !== 'never ends'),
    '%s, ends the call typed, with nothing sent, and is not quoted',
    async ([, act]) => {
      const { clock, cliqWith, entries } = await paced();
      const cliq = cliqWith({ credentials: { accessToken: act as () => string } });
      const error = await clock.run(() => failureOf(read.run(cliq)));
      expect(error).toMatchObject({ name: 'AuthError', outcome: 'notApplied', attempts: 0 });
      expect(error.message).not.toContain('not mine');
      expect(entries()).toHaveLength(0);
    },
  );

  carries('C12', 'never ends, is given up at the deadline', async () => {
    const { clock, cliqWith } = await paced();
    const cliq = cliqWith({ credentials: { accessToken: () => new Promise(() => undefined) } });
    const error = await clock.run(() => failureOf(read.run(cliq, { deadline: 7_000 })));
    expect(error).toMatchObject({ name: 'TimeoutError', outcome: 'notApplied', attempts: 0 });
    expect(clock.mono()).toBe(7_000);
  });
});
