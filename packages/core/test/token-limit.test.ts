import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryTokens } from '../src/tokens/memory-tokens.ts';
import { refreshToken } from '../src/tokens/refresh-token.ts';
import type { SignedIn } from './fake-accounts.ts';
import { client, granted, grantedInTurn, settled, signIn, throttled } from './fake-accounts.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeClock } from './fake-clock.ts';
import type { FakeFetch } from './fake-fetch.ts';
import { empty, hanging, text } from './fake-fetch.ts';

const windowMs = 600_000;
const hour = 3_600_000;
const processes = 3;

type Step =
  | { kind: 'call' | 'restart'; process: number }
  | { kind: 'pass'; ms: number }
  | { kind: 'clock is set'; ms: number };

const anyProcess = fc.nat(processes - 1);
const call = fc.record({ kind: fc.constant('call' as const), process: anyProcess });
const restart = fc.record({ kind: fc.constant('restart' as const), process: anyProcess });
const pass = fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(windowMs / 2) });
const clockIsSet = (...by: number[]) =>
  fc.record({ kind: fc.constant('clock is set' as const), ms: fc.constantFrom(...by) });
/** What the accounts server does, in turn. */
const replies = fc.array(fc.constantFrom('grant', 'short', 'fail', 'page', 'hang', 'throttle'), {
  minLength: 1,
});

const answers = {
  grant: grantedInTurn(),
  short: granted('short', { expires_in: 1 }),
  fail: empty(500),
  page: text('<html>'),
  hang: hanging(),
  throttle: throttled(),
};

/** An accounts server that answers as told, over and over, and notes when it was asked. */
function server(clock: FakeClock, kinds: readonly (keyof typeof answers)[]) {
  const asked: number[] = [];
  const sent: FakeFetch['sent'] = [];
  const fetch: typeof globalThis.fetch = async (_input, init) => {
    const kind = kinds[asked.length % kinds.length] ?? 'grant';
    asked.push(clock.mono());
    const signal = init?.signal ?? undefined;
    return answers[kind]({
      url: '',
      method: 'POST',
      headers: new Headers(),
      body: undefined,
      redirect: undefined,
      signal,
    });
  };
  return { asked, fetch, sent };
}

/** Plays the steps. Every call finds that the service refuses the token it had. */
async function play(steps: readonly Step[], kinds: readonly (keyof typeof answers)[], running: number) {
  const clock = fakeClock();
  const store = memoryTokens();
  const at = server(clock, kinds);
  const begin = (): { signedIn: SignedIn; had: string | undefined } => ({
    signedIn: signIn(refreshToken({ ...client, refreshToken: 'r', store }), { server: at, clock }),
    had: undefined,
  });
  const all = Array.from({ length: running }, begin);
  for (const step of steps) {
    if (step.kind === 'pass') clock.advance(step.ms);
    else if (step.kind === 'clock is set') clock.stepWall(step.ms);
    else if (step.kind === 'restart') all[step.process % running] = begin();
    else {
      const one = all[step.process % running];
      if (!one) continue;
      const asking = one.signedIn.ask({ refused: one.had }).catch(() => undefined);
      one.had = (await settled(clock, asking)) ?? one.had;
    }
  }
  return at.asked;
}

function mostInAnyWindow(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at - from < windowMs).length));
}

describe('in any ten minutes at most nine tokens are asked for', () => {
  it('however the clock of a process is set while it runs', async () => {
    const steps = fc.array(
      fc.oneof({ weight: 4, arbitrary: call }, pass, clockIsSet(-24 * hour, -hour, -1, 1, hour, 24 * hour)),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(steps, replies, async (steps, kinds) => {
        expect(mostInAnyWindow(await play(steps, kinds, 1))).toBeLessThanOrEqual(9);
      }),
      { numRuns: 150 },
    );
  });

  it('however often processes that share a store start over, and however far the clock is set back', async () => {
    const steps = fc.array(
      fc.oneof(
        { weight: 4, arbitrary: call },
        { weight: 2, arbitrary: restart },
        pass,
        clockIsSet(-24 * hour, -hour, -1),
      ),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(steps, replies, async (steps, kinds) => {
        expect(mostInAnyWindow(await play(steps, kinds, processes))).toBeLessThanOrEqual(9);
      }),
      { numRuns: 150 },
    );
  });

  it('and that many are: a storm of calls in each of three processes uses nine', async () => {
    const calls = Array.from(
      { length: 40 },
      (_none, index): Step => ({ kind: 'call', process: index % processes }),
    );
    expect(await play(calls, ['short'], processes)).toHaveLength(9);
  });

  it('and ten minutes after the ninth there are more, also when the clock was set back in between', async () => {
    const storm = Array.from({ length: 20 }, (): Step => ({ kind: 'call', process: 0 }));
    const later: Step[] = [
      { kind: 'clock is set', ms: -24 * hour },
      { kind: 'restart', process: 0 },
      { kind: 'call', process: 0 }, // Takes over the last token.
      { kind: 'call', process: 0 }, // Finds that none may be asked for.
      { kind: 'pass', ms: windowMs },
    ];
    expect(await play([...storm, ...later, ...storm], ['short'], 1)).toHaveLength(18);
  });
});
