import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refreshToken } from '../src/tokens/refresh-token.ts';
import { TokenProblem } from '../src/tokens/token-problem.ts';
import { errorOf, failureOf } from './failure-of.ts';
import { client, granted, grantedInTurn, refused, settled, signIn, throttled } from './fake-accounts.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeClock, start } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, failing, fakeFetch, hanging, text } from './fake-fetch.ts';
import { endOfTick, inVirtualTime } from './virtual-time.ts';

const grant = () => refreshToken({ ...client, refreshToken: 'r-token' });
const signedIn = (...answers: Answer[]) => signIn(grant(), { answers });
const windowMs = 600_000;

describe('one request', () => {
  it('serves a thousand callers, with the same token', async () => {
    const { ask, sent, events } = signedIn(grantedInTurn());
    const tokens = await Promise.all(Array.from({ length: 1000 }, () => ask()));
    expect(new Set(tokens)).toEqual(new Set(['token-1']));
    expect(sent).toHaveLength(1);
    expect(events).toEqual([
      { result: 'refreshed', background: false, expiresAt: new Date(start + 3_600_000), code: undefined },
    ]);
  });

  it('fails a thousand callers, with the same problem, and the next one starts anew', async () => {
    const { ask, sent, clock, events } = signedIn(empty(500), empty(500), granted('late'));
    const callers = Array.from({ length: 1000 }, () => failureOf(ask()));
    const problems = new Set(await inVirtualTime(clock, Promise.all(callers)));
    expect(problems.size).toBe(1);
    expect([sent.length, events.length]).toEqual([2, 1]);
    expect(await ask()).toBe('late');
    expect(sent).toHaveLength(3);
  });

  it('is under way at a time, whoever comes when, and whatever comes of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.boolean(), { maxLength: 20 }),
        async (scheduler, grants) => {
          let [asked, underway] = [0, 0];
          const reply = scheduler.scheduleFunction(async (granting: boolean) => granting);
          const answer: Answer = async (request) => {
            asked += 1;
            underway += 1;
            expect(underway).toBe(1);
            const granting = await reply(grants[asked - 1] ?? true);
            underway -= 1;
            return granting ? granted(`token-${asked}`)(request) : new Response('', { status: 500 });
          };
          const { ask } = signIn(grant(), { answers: [answer], clock: withoutPauses() });
          const callers = Array.from({ length: 10 }, async (_none, index) => {
            await scheduler.schedule(Promise.resolve(index));
            return ask().catch((problem: unknown) => problem);
          });
          const results = await scheduler.waitFor(Promise.all(callers));
          const tokens = new Set(results.filter((result) => typeof result === 'string'));
          expect(tokens.size).toBeLessThanOrEqual(1);
          expect(asked).toBeLessThanOrEqual(9);
        },
      ),
    );
  });
});

/** A clock on which pauses of no length are over at once, and nothing else ever is. */
function withoutPauses(): FakeClock {
  const timer: FakeClock['timer'] = (ms, fire) => {
    if (ms === 0) queueMicrotask(fire);
    return () => undefined;
  };
  return { ...fakeClock(), timer };
}

describe('a token that the service refuses', () => {
  it('is replaced once for all who had it', async () => {
    const { ask, sent } = signedIn(grantedInTurn());
    const had = await ask();
    const tokens = await Promise.all(Array.from({ length: 100 }, () => ask({ refused: had })));
    expect(new Set(tokens)).toEqual(new Set(['token-2']));
    expect(sent).toHaveLength(2);
  });

  it('is not replaced again for whoever hears of it late', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 20 }), async (scheduler, callers) => {
        const { ask, sent } = signedIn(grantedInTurn());
        const calls = Array.from({ length: callers }, async () => {
          const had = await ask();
          await scheduler.schedule(Promise.resolve('a 401, sooner or later'));
          return had === 'token-1' ? ask({ refused: had }) : had;
        });
        const tokens = await scheduler.waitFor(Promise.all(calls));
        expect(new Set(tokens)).toEqual(new Set(['token-2']));
        expect(sent).toHaveLength(2);
      }),
      { numRuns: 100 },
    );
  });

  it('is no reason to ask when another has been handed out since', async () => {
    const { ask, sent } = signedIn(grantedInTurn());
    await ask();
    await ask({ refused: 'token-1' });
    expect(await ask({ refused: 'token-1' })).toBe('token-2');
    expect(await ask({ refused: 'of another source' })).toBe('token-2');
    expect(sent).toHaveLength(2);
  });
});

describe('a final refusal', () => {
  it.each([
    ['invalid_code', 'Sign in again, and check dataCenter'],
    ['invalid_client', 'Check clientId, and dataCenter'],
    ['invalid_client_secret', 'Check clientSecret'],
  ])('%s stays, says what to do, and nothing is asked again', async (code, advice) => {
    const { ask, sent, clock, events } = signedIn(refused(code), grantedInTurn());
    const problem = await errorOf(TokenProblem, ask());
    expect(problem.message).toContain(`${code}. `);
    expect(problem.message).toContain(advice);
    expect(problem.details).toEqual({ code });
    clock.advance(24 * 3_600_000);
    for (let again = 0; again < 20; again += 1) expect(await failureOf(ask())).toBe(problem);
    expect(sent).toHaveLength(1);
    expect(events).toEqual([{ result: 'failed', background: false, expiresAt: undefined, code }]);
  });

  it('stays for a token that the service refused, too', async () => {
    const { ask, sent } = signedIn(granted('a'), refused('invalid_code'));
    await ask();
    await errorOf(TokenProblem, ask({ refused: 'a' }));
    await errorOf(TokenProblem, ask({ refused: 'a' }));
    expect(sent).toHaveLength(2);
  });
});

describe('a throttle', () => {
  it.each([400, 200, 429])(
    'with status %i is kept to for ten minutes, whatever the clock says',
    async (status) => {
      const { ask, sent, clock } = signedIn(throttled(status), granted('late'));
      const problem = await errorOf(TokenProblem, ask());
      expect(problem.details).toEqual({ retryAt: new Date(start + windowMs), retryable: true });
      expect(problem.message).toContain('2026-11-22T06:10:00.000Z');
      clock.stepWall(24 * 3_600_000);
      await errorOf(TokenProblem, ask());
      clock.stepWall(-48 * 3_600_000);
      await errorOf(TokenProblem, ask());
      clock.advance(windowMs - 1);
      const last = await errorOf(TokenProblem, ask());
      expect(last.details.retryAt).toEqual(new Date(clock.wall() + 1));
      expect(sent).toHaveLength(1);
      clock.advance(1);
      expect(await ask()).toBe('late');
    },
  );
});

describe('a failure that may pass', () => {
  it.each<[what: string, answer: Answer]>([
    ['a 500', empty(500)],
    ['a page', text('<html>')],
    ['an unknown error', refused('general_error')],
    ['a broken connection', failing(new TypeError('fetch failed'))],
    ['silence', hanging()],
  ])('%s is followed by one more try, and then by the problem', async (_what, answer) => {
    const { ask, sent, clock } = signedIn(answer, granted('second'));
    expect(await inVirtualTime(clock, ask())).toBe('second');
    expect(sent).toHaveLength(2);

    const lost = signedIn(answer);
    const problem = await errorOf(TokenProblem, inVirtualTime(lost.clock, lost.ask()));
    expect(problem.message).toContain('could not be reached or gave no usable reply');
    expect(problem.details).toEqual({ retryable: true });
    expect(lost.sent).toHaveLength(2);
    expect(lost.clock.timers).toBe(0);
  });

  it('is repeated after up to a second, as the dice say', async () => {
    const clock = fakeClock();
    const { ask } = signIn(grant(), { answers: [empty(500), granted('second')], clock, random: () => 0.75 });
    await inVirtualTime(clock, ask());
    expect(clock.mono()).toBe(750);
  });

  it('counts: in an outage nine requests are sent in ten minutes', async () => {
    const { ask, sent, clock } = signedIn(empty(500));
    for (let call = 0; call < 30; call += 1) await failureOf(inVirtualTime(clock, ask()));
    expect(sent).toHaveLength(9);
    const problem = await errorOf(TokenProblem, ask());
    expect(problem.details.retryAt).toEqual(new Date(start + windowMs));
  });
});

describe('a caller who gives up', () => {
  it('ends with its reason at once, and the others get the token', async () => {
    const controller = new AbortController();
    let answer = (): void => undefined;
    const { ask, sent } = signedIn(
      (request) =>
        new Promise((resolve) => {
          answer = () => resolve(granted('a-token')(request));
        }),
    );
    const others = Array.from({ length: 10 }, () => ask());
    const quitter = ask({ signal: controller.signal });
    controller.abort('enough');
    expect(await failureOf(quitter)).toBe('enough');
    expect(sent[0]?.signal?.aborted).toBe(false);
    answer();
    expect(new Set(await Promise.all(others))).toEqual(new Set(['a-token']));
    expect(sent).toHaveLength(1);
  });

  it('and was the only one leaves the token to the next', async () => {
    const controller = new AbortController();
    const { ask, sent } = signedIn(grantedInTurn());
    const quitter = ask({ signal: controller.signal });
    controller.abort('enough');
    await failureOf(quitter);
    await endOfTick();
    expect(await ask()).toBe('token-1');
    expect(sent).toHaveLength(1);
  });

  it('beforehand has nothing asked for, and leaves no failure that nobody hears', async () => {
    const { ask, sent } = signedIn(refused('invalid_code'));
    const signal = AbortSignal.abort('enough');
    expect(await failureOf(ask({ signal }))).toBe('enough');
    await endOfTick();
    expect(sent).toEqual([]);
  });

  it('in any order of events changes nothing for the others', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
        async (scheduler, quits) => {
          const { ask, sent } = signedIn(
            scheduler.scheduleFunction(async (request) => granted('a')(request)),
          );
          const calls = quits.map(async (quit, index) => {
            const controller = new AbortController();
            const asking = ask({ signal: controller.signal }).catch((reason: unknown) => reason);
            if (quit) void scheduler.schedule(Promise.resolve()).then(() => controller.abort(index));
            return asking;
          });
          const results = await scheduler.waitFor(Promise.all(calls));
          for (const [index, result] of results.entries())
            expect(quits[index] ? ['a', index] : ['a']).toContain(result);
          expect(sent).toHaveLength(1);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a grant that two clients use', () => {
  it('asks for one token for both', async () => {
    const shared = grant();
    const server = fakeFetch(grantedInTurn());
    const clock = fakeClock();
    const [one, other] = [signIn(shared, { server, clock }), signIn(shared, { server, clock })];
    expect(await settled(clock, Promise.all([one.ask(), other.ask()]))).toEqual(['token-1', 'token-1']);
    expect(server.sent).toHaveLength(1);
  });

  it('asks for a token at each accounts server', async () => {
    const shared = grant();
    const server = fakeFetch(grantedInTurn());
    for (const at of ['https://accounts.a.test', 'https://accounts.b.test'])
      await signIn(shared, { server, at }).ask();
    expect(server.sent.map(({ url }) => new URL(url).host)).toEqual(['accounts.a.test', 'accounts.b.test']);
  });
});
