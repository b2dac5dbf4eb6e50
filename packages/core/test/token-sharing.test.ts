import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryTokens } from '../src/tokens/memory-tokens.ts';
import { refreshToken } from '../src/tokens/refresh-token.ts';
import { TokenProblem } from '../src/tokens/token-problem.ts';
import type { TokenRecord, TokenStore } from '../src/tokens/token-store.ts';
import { errorOf } from './failure-of.ts';
import type { SignedIn } from './fake-accounts.ts';
import {
  client,
  granted,
  grantedInTurn,
  refused,
  settled,
  signIn,
  throttled,
  until,
} from './fake-accounts.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeClock, start } from './fake-clock.ts';
import type { Answer, FakeFetch } from './fake-fetch.ts';
import { fakeFetch } from './fake-fetch.ts';
import { endOfTick } from './virtual-time.ts';

const hour = 3_600_000;

interface Shared {
  clock: FakeClock;
  server: FakeFetch;
  store: TokenStore;
  process(more?: Partial<TokenStore>): SignedIn;
}

/** Processes that share a store, which may know no turns, and an accounts server. */
function shared(answers: Answer[] = [grantedInTurn()], turns = true): Shared {
  const clock = fakeClock();
  const server = fakeFetch(...answers);
  const { exclusive, ...rest } = memoryTokens();
  const store: TokenStore = turns && exclusive ? { ...rest, exclusive } : rest;
  const process = (more = {}): SignedIn =>
    signIn(refreshToken({ ...client, refreshToken: 'r-token', store: { ...store, ...more } }), {
      server,
      clock,
    });
  return { clock, server, store, process };
}

/** What the store holds of the one account. */
async function recordIn(store: TokenStore): Promise<TokenRecord> {
  const nothing = { generation: 0, requestedAt: [] };
  let record: TokenRecord = nothing;
  const looks: TokenStore = {
    async read(key) {
      record = (await store.read(key)) ?? nothing;
      return undefined;
    },
    write: () => true,
  };
  await signIn(refreshToken({ ...client, refreshToken: 'r-token', store: looks })).ask();
  return record;
}

describe('processes that share a store', () => {
  it('share a token, also over a restart, until it ends', async () => {
    const { clock, server, process } = shared();
    expect(await process().ask()).toBe('token-1');
    clock.advance(30 * 60_000);
    const second = process();
    expect(await second.ask()).toBe('token-1');
    expect(second.events).toMatchObject([{ result: 'adopted', expiresAt: new Date(start + hour) }]);
    clock.advance(30 * 60_000);
    expect(await process().ask()).toBe('token-2');
    expect(await second.ask()).toBe('token-2');
    expect(server.sent).toHaveLength(2);
  });

  it('share one request when they all begin at once', async () => {
    const { clock, server, process } = shared();
    const asking = Array.from({ length: 8 }, () => process()).flatMap(({ ask }) =>
      Array.from({ length: 125 }, () => ask()),
    );
    expect(new Set(await settled(clock, Promise.all(asking)))).toEqual(new Set(['token-1']));
    expect(server.sent).toHaveLength(1);
  });

  it('take over the token that ended theirs early, and do not contend for it', async () => {
    const { server, process } = shared();
    const [one, other] = [process(), process()];
    await one.ask();
    await other.ask();
    expect(await one.ask({ refused: 'token-1' })).toBe('token-2');
    expect(await other.ask({ refused: 'token-1' })).toBe('token-2');
    expect([await one.ask(), await other.ask()]).toEqual(['token-2', 'token-2']);
    expect(server.sent).toHaveLength(2);
  });

  it('renew in the background once', async () => {
    const { clock, server, process } = shared();
    const [one, other] = [process(), process()];
    await one.ask();
    await other.ask();
    clock.advance(55 * 60_000);
    for (const { ask } of [one, other]) {
      await ask();
      await until(() => one.events.length === 2);
    }
    await until(() => other.events.length === 2);
    expect(await other.ask()).toBe('token-2');
    expect(server.sent).toHaveLength(2);
  });

  it('do not take over a token that is about to end', async () => {
    const { clock, server, process } = shared([granted('short', { expires_in: 100 }), granted('next')]);
    await process().ask();
    clock.advance(70_000);
    expect(await process().ask()).toBe('next');
    expect(server.sent).toHaveLength(2);
  });

  it('do not use a token longer than 55 minutes because their clock is behind', async () => {
    const { clock, process } = shared();
    await process().ask();
    clock.stepWall(-24 * hour);
    const late = process();
    expect(await late.ask()).toBe('token-1');
    clock.advance(55 * 60_000);
    expect(await late.ask()).toBe('token-2');
  });

  it('keep quiet together after a throttle', async () => {
    const { clock, server, process } = shared([throttled(), grantedInTurn()]);
    const waiting = process();
    await errorOf(TokenProblem, waiting.ask());
    const problem = await errorOf(TokenProblem, process().ask());
    expect(problem.details.retryAt).toEqual(new Date(start + 600_000));
    expect(server.sent).toHaveLength(1);
    clock.advance(600_000);
    expect(await waiting.ask()).toBe('token-1');
  });
});

describe('a refresh token that is replaced', () => {
  it('is in the store before its access token is used', async () => {
    const { store, process } = shared([granted('a', { refresh_token: 'rotated' })]);
    const steps: string[] = [];
    const { ask } = process({
      write: async (key, record) => {
        await endOfTick(); // Slow enough for what does not wait to get ahead.
        const written = await store.write(key, record);
        steps.push(`${record.refreshToken ?? 'none'} is stored`);
        return written;
      },
    });
    steps.push(`${await ask()} is used`);
    expect(steps).toEqual(['none is stored', 'rotated is stored', 'a is used']);
  });

  it('is what is sent from then on, also after a restart', async () => {
    const { process, clock } = shared([granted('a', { refresh_token: 'rotated' }), granted('b')]);
    await process().ask();
    clock.advance(hour);
    const { ask, forms } = process();
    await ask();
    expect(forms().map(({ refresh_token }) => refresh_token)).toEqual(['r-token', 'rotated']);
  });

  it('is not lost when another process writes in between, or the store is away', async () => {
    for (const upset of ['another writes', 'the store is away'] as const) {
      const { store, process, clock } = shared([granted('a', { refresh_token: 'rotated' }), granted('b')]);
      let writes = 0;
      const one = process({
        write: (key, record) => {
          writes += 1;
          if (writes === 2 && upset === 'the store is away') throw new Error('away');
          if (writes === 2)
            store.write(key, { ...record, refreshToken: undefined, accessToken: undefined, expiresAt: 0 });
          return store.write(key, record);
        },
      });
      await one.ask();
      clock.advance(hour);
      await one.ask();
      expect(one.forms().map(({ refresh_token }) => refresh_token)).toEqual(['r-token', 'rotated']);
      expect(await recordIn(store)).toMatchObject({ accessToken: 'b', refreshToken: 'rotated' });
    }
  });

  it('by another process in the meantime is used, before a refusal is taken for final', async () => {
    let reply = (): void => undefined;
    const slow: Answer = (request) =>
      new Promise((resolve) => {
        reply = () => resolve(refused('invalid_code')(request));
      });
    const { server, process } = shared([slow, granted('a', { refresh_token: 'rotated' })], false);
    const late = process();
    const asking = late.ask();
    await until(() => server.sent.length === 1);
    await process().ask();
    reply();
    expect(await asking).toBe('a');
    expect(server.sent).toHaveLength(2);
  });
});

describe('a final refusal', () => {
  it('leaves what is stored as it is', async () => {
    const answers = [granted('a', { refresh_token: 'rotated' }), refused('invalid_code')];
    const { store, process, clock } = shared(answers);
    const { ask } = process();
    await ask();
    clock.advance(hour);
    await errorOf(TokenProblem, ask());
    expect(await recordIn(store)).toMatchObject({ refreshToken: 'rotated', accessToken: 'a' });
  });
});

describe('a store without turns', () => {
  it('has a request counted before it is sent, although others write nineteen times in between', async () => {
    const { server, store, process } = shared([grantedInTurn()], false);
    let others = 0;
    let countedAtRequest: number | undefined;
    const contended = process({
      write: async (key, record) => {
        const stored = await store.read(key);
        others += 1;
        if (others < 20) store.write(key, { requestedAt: [], ...stored, generation: record.generation });
        const written = await store.write(key, record);
        if (written) countedAtRequest ??= server.sent.length;
        return written;
      },
    });
    await contended.ask();
    expect([others, countedAtRequest]).toEqual([21, 0]);
    expect((await recordIn(store)).requestedAt).toHaveLength(1);
  });

  it('has every request counted before it is sent, in any order of events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 15 }), async (scheduler, processes) => {
        const { server, store, process } = shared([grantedInTurn()], false);
        const slowly = {
          read: scheduler.scheduleFunction(async (key: string) => store.read(key)),
          write: scheduler.scheduleFunction(async (key: string, record: TokenRecord) =>
            store.write(key, record),
          ),
        };
        const asking = Array.from({ length: processes }, async (_none, index) => {
          const had = index % 2 === 0 ? {} : { refused: 'token-1' };
          return process(slowly)
            .ask(had)
            .catch((problem: unknown) => problem);
        });
        const results = await scheduler.waitFor(Promise.all(asking));
        expect(server.sent.length).toBeLessThanOrEqual(Math.min(9, processes));
        for (const result of results)
          if (typeof result !== 'string') expect(result).toBeInstanceOf(TokenProblem);
        expect((await recordIn(store)).requestedAt).toHaveLength(server.sent.length);
      }),
      { numRuns: 60 },
    );
  });
});
