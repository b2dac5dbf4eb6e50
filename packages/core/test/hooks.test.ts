import { describe, expect, it } from 'vitest';
import type { ClientOptions } from '../src/client.ts';
import type { AttemptEvent, Hooks, RetryEvent, WaitEvent } from '../src/hooks/hooks.ts';
import type { Logger } from '../src/hooks/logger.ts';
import { fakeClock, start } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { pacedClient } from './paced-client.ts';
import { networkFailure } from './plain-call.ts';
import { untyped } from './test-client.ts';
import { inVirtualTime } from './virtual-time.ts';

const page = json({ data: [] });
const operation = 'getPinnedMessages';

/** A read that takes 40 ms for each attempt, and everything that its hooks are told, in order. */
function told(answers: readonly Answer[], options: Partial<Omit<ClientOptions, 'clock'>> = {}) {
  const clock = fakeClock();
  const events: [name: string, event: AttemptEvent | RetryEvent | WaitEvent][] = [];
  const hooks: Hooks = {
    onAttempt: (event) => events.push(['attempt', event]),
    onRetry: (event) => events.push(['retry', event]),
    onWait: (event) => events.push(['wait', event]),
  };
  const { fetch, sent } = fakeFetch(...answers);
  const slowly: typeof fetch = async (input, init) => {
    await new Promise<void>((resolve) => clock.timer(40, resolve));
    return fetch(input, init);
  };
  const client = pacedClient({ clock, fetch: slowly, hooks, random: () => 0.5, ...options });
  const run = () => inVirtualTime(clock, Promise.allSettled([client.read()])).then(([result]) => result);
  return { clock, events, sent, run };
}

describe('the hooks', () => {
  it('are told of each attempt, of each retry before its pause, and of the pause', async () => {
    const unavailable = json({ code: 'internal_error', message: 'secret' }, { status: 503 });
    const { events, run } = told([unavailable, networkFailure('ECONNRESET'), page]);
    expect(await run()).toMatchObject({ status: 'fulfilled' });
    const failed = { name: 'ApiError', status: 503, code: undefined, outcome: 'notApplied' };
    const broken = { name: 'ConnectionError', status: undefined, code: undefined, outcome: 'notApplied' };
    const pause = { operation, reason: 'backoff', position: undefined };
    expect(events).toEqual([
      ['attempt', { operation, attempt: 1, durationMs: 40, status: undefined, failure: failed }],
      ['retry', { operation, attempt: 1, reason: 'failure', failure: failed, delayMs: 250 }],
      ['wait', { ...pause, waitMs: 250, until: new Date(start + 290) }],
      ['attempt', { operation, attempt: 2, durationMs: 40, status: undefined, failure: broken }],
      ['retry', { operation, attempt: 2, reason: 'failure', failure: broken, delayMs: 500 }],
      ['wait', { ...pause, waitMs: 500, until: new Date(start + 830) }],
      ['attempt', { operation, attempt: 3, durationMs: 40, status: 200, failure: undefined }],
    ]);
  });

  it('are told of a throttle, and of the lock that is waited for', async () => {
    const { events, run } = told([empty(429), page]);
    await run();
    const failure = { name: 'RateLimitError', status: 429, code: undefined, outcome: 'notApplied' };
    expect(events).toEqual([
      ['attempt', { operation, attempt: 1, durationMs: 40, status: undefined, failure }],
      ['retry', { operation, attempt: 1, reason: 'throttled', failure, delayMs: 0 }],
      ['wait', { operation, reason: 'lock', position: 1, waitMs: 300_000, until: new Date(start + 300_040) }],
      ['attempt', { operation, attempt: 2, durationMs: 40, status: 200, failure: undefined }],
    ]);
  });

  it('are told of a token that is replaced', async () => {
    let count = 0;
    const { events, run } = told([empty(401), page], { credentials: { accessToken: () => `t${count++}` } });
    await run();
    expect(events.map(([name, event]) => [name, 'reason' in event ? event.reason : undefined])).toEqual([
      ['attempt', undefined],
      ['retry', 'token'],
      ['attempt', undefined],
    ]);
  });

  it('are told of no attempt when nothing was sent', async () => {
    const { events, run } = told([page], {
      credentials: {
        accessToken: () => {
          throw new Error();
        },
      },
    });
    expect(await run()).toMatchObject({ status: 'rejected' });
    expect(events).toEqual([]);
  });

  it('are told of an attempt that the caller ended', async () => {
    const { events, run } = told([page], { deadline: 39 });
    expect(await run()).toMatchObject({ status: 'rejected' });
    expect(events).toMatchObject([['attempt', { durationMs: 39, failure: { name: 'TimeoutError' } }]]);
  });

  it('may be left out, one or all', async () => {
    for (const hooks of [undefined, {}, { onRetry: undefined }]) {
      const { run } = told([empty(503), page], { hooks });
      expect(await run()).toMatchObject({ status: 'fulfilled' });
    }
  });
});

const mine = (): never => {
  throw new Error('mine');
};

/** What a function of the caller's can do instead of what it should. */
const misdeeds: [what: string, misdeed: () => unknown][] = [
  ['throws', mine],
  ['throws no error', () => Promise.reject(undefined)],
  ['rejects', async () => mine()],
  ['never ends', () => new Promise(() => undefined)],
  ['gives a thenable that throws', () => Object.defineProperty({}, 'then', { value: mine })],
  ['gives a thenable that cannot be asked', () => Object.defineProperty({}, 'then', { get: mine })],
  ['gives something', () => 7],
];

describe.each(misdeeds)('a hook or a logger that %s', (_what, misdeed) => {
  const answers = [empty(429), empty(503), networkFailure('ECONNREFUSED'), page];
  const hooks: Hooks = { onAttempt: misdeed, onRetry: misdeed, onWait: misdeed, onRefresh: misdeed };
  const logger: Logger = { debug: misdeed, info: misdeed, warn: misdeed };

  it('changes nothing: the call goes as it would without', async () => {
    const plain = told(answers, { hooks: undefined });
    const result = await plain.run();
    for (const options of [{ hooks }, { logger }, { hooks, logger }]) {
      const { clock, sent, run } = told(answers, options);
      expect(await run()).toEqual(result);
      expect([sent.length, clock.mono(), clock.timers]).toEqual([plain.sent.length, plain.clock.mono(), 0]);
    }
  });

  it('changes no failure either', async () => {
    const { run } = told([empty(404)], { hooks, logger });
    expect(await run()).toMatchObject({ status: 'rejected', reason: { status: 404, attempts: 1 } });
  });
});

describe('a hook that changes what it is told', () => {
  it('changes nothing else', async () => {
    const onWait = (event: WaitEvent): void => {
      event.waitMs = 0;
      event.until.setTime(0);
    };
    const onRetry = (event: RetryEvent): void => {
      Object.assign(event, { delayMs: 0, reason: 'token', failure: undefined });
    };
    const { clock, run } = told([empty(503), page], { hooks: { onWait, onRetry } });
    expect(await run()).toMatchObject({ status: 'fulfilled' });
    expect(clock.mono()).toBe(40 + 250 + 40);
  });
});

describe('hooks that are no functions', () => {
  it.each([7, 'text', {}, null])('(%s) change nothing', async (value) => {
    const hooks = untyped<Hooks>({ onAttempt: value, onRetry: value, onWait: value });
    expect(await told([empty(503), page], { hooks }).run()).toMatchObject({ status: 'fulfilled' });
  });
});
