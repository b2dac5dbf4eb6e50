import { describe, expect, it } from 'vitest';
import { refreshToken } from '../src/tokens/refresh-token.ts';
import { TokenProblem } from '../src/tokens/token-problem.ts';
import { errorOf } from './failure-of.ts';
import { client, granted, grantedInTurn, refused, signIn } from './fake-accounts.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, hanging, json } from './fake-fetch.ts';
import { endOfTick, inVirtualTime, pass } from './virtual-time.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const signedIn = (...answers: Answer[]) =>
  signIn(refreshToken({ ...client, refreshToken: 'r-token' }), { answers });

/** Signed in, with the first token in hand. */
async function withToken(...answers: Answer[]) {
  const signed = signedIn(...answers);
  await signed.ask();
  return signed;
}

describe('a token of an hour', () => {
  it('is used for 55 minutes without another request', async () => {
    const { ask, sent, clock } = await withToken(grantedInTurn());
    clock.advance(55 * minute - 1);
    expect(await ask()).toBe('token-1');
    await endOfTick();
    expect(sent).toHaveLength(1);
  });

  it('is used on in its last minutes, while the next one is fetched', async () => {
    let answer = (): void => undefined;
    const slow: Answer = (request) =>
      new Promise((resolve) => {
        answer = () => resolve(granted('next')(request));
      });
    const { ask, sent, clock, events } = await withToken(granted('first'), slow);
    clock.advance(55 * minute);
    expect([await ask(), await ask(), await ask()]).toEqual(['first', 'first', 'first']);
    await endOfTick();
    expect(sent).toHaveLength(2);
    answer();
    await endOfTick();
    expect(await ask()).toBe('next');
    expect(events.map(({ result, background }) => [result, background])).toEqual([
      ['refreshed', false],
      ['refreshed', true],
    ]);
  });

  it('is not sent in its last 30 seconds', async () => {
    const { ask, clock } = await withToken(granted('first'), hanging(), granted('next'));
    clock.advance(hour - 30 * second - 1);
    expect(await ask()).toBe('first');
    clock.advance(1);
    expect(await inVirtualTime(clock, ask())).toBe('next');
  });

  it.each<[what: string, byMs: number]>([
    ['slept for an hour', hour],
    ['was set ahead by a day', 24 * hour],
  ])('is replaced when the machine %s: the wall clock moved, the other stood still', async (_what, byMs) => {
    const { ask, sent, clock } = await withToken(grantedInTurn());
    clock.stepWall(byMs);
    expect(await ask()).toBe('token-2');
    expect(sent).toHaveLength(2);
  });

  it('is replaced after an hour when the clock was set back by a day', async () => {
    const { ask, sent, clock } = await withToken(grantedInTurn());
    clock.stepWall(-24 * hour);
    expect(await ask()).toBe('token-1');
    clock.advance(hour);
    expect(await ask()).toBe('token-2');
    expect(sent).toHaveLength(2);
  });
});

describe('a short token', () => {
  it('is renewed in the last fifth of its life, and not used in the last tenth', async () => {
    const { ask, clock } = await withToken(
      granted('first', { expires_in: 100 }),
      granted('second'),
      granted('third'),
    );
    clock.advance(79 * second);
    expect(await ask()).toBe('first');
    await endOfTick();
    expect(await ask()).toBe('first');
    clock.advance(second);
    await ask();
    await endOfTick();
    expect(await ask()).toBe('second');

    const other = await withToken(granted('first', { expires_in: 100 }), granted('second'));
    other.clock.advance(90 * second);
    expect(await other.ask()).toBe('second');
  });
});

describe('a lifetime that the reply does not state', () => {
  it.each<object>([{}, { expires_in: 0 }, { expires_in: -1 }, { expires_in: 'soon' }])(
    'is taken for 55 minutes, with a warning: %j',
    async (lifetime) => {
      const { ask, clock, warnings } = await withToken(
        json({ access_token: 'first', ...lifetime }),
        granted('next'),
      );
      expect(warnings).toEqual(['cliqkit: the token reply states no lifetime; 55 minutes are assumed']);
      clock.advance(55 * minute - 30 * second - 1);
      expect(await ask()).toBe('first');
      clock.advance(30 * second);
      expect(await ask()).toBe('next');
    },
  );
});

describe('a renewal in the background', () => {
  it('that fails is harmless: it is left for a minute, and not repeated at once', async () => {
    const { ask, sent, clock, events } = await withToken(granted('first'), empty(500), granted('next'));
    clock.advance(55 * minute);
    for (let call = 0; call < 10; call += 1) expect(await ask()).toBe('first');
    await pass(clock, minute - 1);
    expect(await ask()).toBe('first');
    expect(sent).toHaveLength(2);
    clock.advance(1);
    await ask();
    await endOfTick();
    expect(await ask()).toBe('next');
    expect(events).toMatchObject([
      { result: 'refreshed' },
      { result: 'failed', background: true, code: undefined },
      { result: 'refreshed', background: true },
    ]);
  });

  it('that fails on and on leaves requests for when the token has ended', async () => {
    const { ask, sent, clock } = await withToken(granted('first'), empty(500));
    clock.advance(55 * minute);
    for (let elapsed = 0; elapsed < 5 * minute - 30 * second; elapsed += second) {
      await ask();
      await pass(clock, second);
    }
    expect(sent.length).toBeLessThanOrEqual(6);
    await errorOf(TokenProblem, inVirtualTime(clock, ask()));
    expect(sent.length).toBeLessThanOrEqual(8);
  });

  it('that a call begins to wait for is repeated, like any other', async () => {
    let fail = (): void => undefined;
    const slow: Answer = () =>
      new Promise((resolve) => {
        fail = () => resolve(new Response('', { status: 503 }));
      });
    const { ask, sent, clock } = await withToken(granted('first'), slow, granted('next'));
    clock.advance(55 * minute);
    await ask();
    await endOfTick();
    const waiting = ask({ refused: 'first' });
    fail();
    expect(await inVirtualTime(clock, waiting)).toBe('next');
    expect(sent).toHaveLength(3);
  });

  it('that finds a call waiting for one leaves it to be repeated', async () => {
    let fail = (): void => undefined;
    const slow: Answer = () =>
      new Promise((resolve) => {
        fail = () => resolve(new Response('', { status: 503 }));
      });
    const { ask, clock } = await withToken(granted('first'), slow, granted('next'));
    clock.advance(55 * minute);
    const waiting = ask({ refused: 'first' });
    expect(await ask()).toBe('first');
    await endOfTick();
    fail();
    expect(await inVirtualTime(clock, waiting)).toBe('next');
  });

  it('that is refused for good counts once the token has ended, and is not tried again', async () => {
    const { ask, sent, clock } = await withToken(granted('first'), refused('invalid_code'), granted('never'));
    clock.advance(55 * minute);
    await ask();
    await pass(clock, 4 * minute);
    expect(await ask()).toBe('first');
    clock.advance(minute);
    const problem = await errorOf(TokenProblem, ask());
    expect(problem.details.code).toBe('invalid_code');
    expect(sent).toHaveLength(2);
  });

  it('is not begun while one is under way, and sets no timer when there is none', async () => {
    const { ask, sent, clock } = await withToken(granted('first'), hanging());
    clock.advance(55 * minute);
    for (let call = 0; call < 3; call += 1) await ask();
    await endOfTick();
    expect(sent).toHaveLength(2);
    expect(clock.timers).toBe(1);
    await pass(clock, 10 * second);
    expect(clock.timers).toBe(0);
  });
});
