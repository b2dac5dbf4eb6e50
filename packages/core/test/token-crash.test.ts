import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observe } from '../src/hooks/observer.ts';
import { refreshToken } from '../src/tokens/refresh-token.ts';
import type { AccessTokenContext } from '../src/tokens/token-source.ts';
import type { TokenRecord, TokenStore } from '../src/tokens/token-store.ts';
import { accounts, client, grantedInTurn, until } from './fake-accounts.ts';
import { fakeClock } from './fake-clock.ts';
import { fakeFetch } from './fake-fetch.ts';

const windowMs = 600_000;

/** When a process dies: at its nth dealing with the world outside, before that has an effect or after it. */
interface Death {
  readonly step: number;
  readonly when: 'before' | 'after';
}

/** A machine with one file, in which a process keeps its tokens, and whose processes can be killed. */
function machine() {
  const clock = fakeClock();
  const asked: number[] = [];
  const { fetch } = fakeFetch(grantedInTurn({ refresh_token: 'rotated' }));
  let file: string | undefined;

  /** Starts a process. Gives when it has died, or what it got. */
  const run = async (death?: Death): Promise<string | undefined> => {
    let steps = 0;
    let dead = false;
    const step = async <T>(act: () => T | Promise<T>): Promise<T> => {
      steps += 1;
      const last = steps === death?.step;
      if (last && death.when === 'before') return die();
      const result = await act();
      return last ? die() : result;
    };
    const die = (): Promise<never> => {
      dead = true;
      return new Promise(() => undefined);
    };
    const store: TokenStore = {
      read: () => step(() => (file === undefined ? undefined : (JSON.parse(file) as TokenRecord))),
      write: (_key, record) =>
        step(() => {
          const before = file === undefined ? 0 : (JSON.parse(file) as TokenRecord).generation;
          if (record.generation !== before + 1) return false;
          file = JSON.stringify(record);
          return true;
        }),
    };
    const grant = refreshToken({ ...client, refreshToken: 'r-token', store });
    const source = grant.connect({
      accounts,
      clock: { ...clock, timer: (ms, fire) => clock.timer(ms, () => dead || fire()) },
      random: () => 0,
      observer: observe({}),
      fetch: (input, init) =>
        step(() => {
          asked.push(clock.mono());
          return fetch(input, init);
        }),
    });
    let token: string | undefined;
    let ended = false;
    void source(ofTheService()).then(
      (got) => {
        token = got;
        ended = true;
      },
      () => {
        ended = true;
      },
    );
    await until(() => dead || ended);
    return dead ? undefined : token;
  };

  /** Each process finds that the service refuses what is stored: its tokens die early, too. */
  const ofTheService = (): AccessTokenContext => ({
    signal: undefined,
    refused: file === undefined ? undefined : (JSON.parse(file) as TokenRecord).accessToken,
  });

  return { clock, asked, run, stored: () => file };
}

function mostInAnyWindow(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at - from < windowMs).length));
}

/** Reads, counts the request, sends it, keeps the token: four dealings, and a fifth that it does not come to. */
const deaths: Death[] = [1, 2, 3, 4, 5].flatMap((step) => [
  { step, when: 'before' },
  { step, when: 'after' },
]);

describe('a process that dies and starts over fifty times', () => {
  it.each(deaths)(
    'asks for at most nine tokens in ten minutes: at dealing $step, $when it',
    async (death) => {
      const { clock, asked, run } = machine();
      for (let start = 0; start < 50; start += 1) {
        await run(death);
        clock.advance(1000);
      }
      expect([0, 9]).toContain(asked.length); // None when it dies before it sends.
      clock.advance(windowMs);
      expect(await run()).toMatch(/^token-\d+$/);
    },
  );

  it('anywhere, at any time, asks for at most nine, and leaves the file whole', async () => {
    const lives = fc.array(fc.record({ death: fc.constantFrom(...deaths), restMs: fc.nat(120_000) }), {
      minLength: 50,
      maxLength: 50,
    });
    await fc.assert(
      fc.asyncProperty(lives, async (lives) => {
        const { clock, asked, run, stored } = machine();
        for (const { death, restMs } of lives) {
          await run(death);
          clock.advance(restMs);
          const record = JSON.parse(stored() ?? '{"requestedAt":[]}') as TokenRecord;
          expect(record.accessToken === undefined).toBe(record.refreshToken === undefined);
        }
        expect(mostInAnyWindow(asked)).toBeLessThanOrEqual(9);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a process that dies between getting a token and using it', () => {
  it('has left the token to the next one', async () => {
    const { asked, run, stored } = machine();
    await run({ step: 4, when: 'after' });
    expect(JSON.parse(stored() ?? '')).toMatchObject({ accessToken: 'token-1', refreshToken: 'rotated' });
    expect(asked).toHaveLength(1);
  });

  it('has left the old one in place when it came no further', async () => {
    const { run, stored } = machine();
    await run();
    await run({ step: 4, when: 'before' });
    expect(JSON.parse(stored() ?? '')).toMatchObject({ accessToken: 'token-1', refreshToken: 'rotated' });
  });
});
