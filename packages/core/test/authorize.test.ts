import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Credentials } from '../src/client.ts';
import { AuthError } from '../src/errors/auth-error.ts';
import { InputError } from '../src/errors/input-error.ts';
import type { AccessTokenSource } from '../src/middleware/authorize.ts';
import { errorOf, failureOf, thrownBy } from './failure-of.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, failing, fakeFetch, json, text } from './fake-fetch.ts';
import { testClient, untyped } from './test-client.ts';

const canary = '1000.c4na4yc4na4yc4na4yc4na4yc4na4y.t0k3nt0k3nt0k3nt0k3nt0k3nt0k3n';

function call(accessToken: AccessTokenSource, answer: Answer = json({ data: [] })) {
  const { fetch, sent } = fakeFetch(answer);
  const { pins } = testClient({ fetch, credentials: { accessToken } });
  return { sent, data: pins('getPinnedMessages', { path: { CHAT_ID: '1' } }) };
}

/** Everything a log could print of an error. */
function everythingIn(error: unknown): string {
  const fields =
    error instanceof Error ? [error.message, error.stack, String(error), JSON.stringify(error.cause)] : [];
  return [...fields, JSON.stringify(error), inspect(error, { showHidden: true, depth: 20 })].join('\n');
}

function expectNoCanary(error: unknown): void {
  const printed = everythingIn(error);
  for (const secret of [canary, 'c4na4y', encodeURIComponent(canary), btoa(canary)])
    expect(printed).not.toContain(secret);
}

describe('the access token', () => {
  it.each<[string, AccessTokenSource]>([
    ['a string', canary],
    ['a function', () => canary],
    ['an async function', async () => canary],
  ])('of %s is sent as Zoho-oauthtoken', async (_what, source) => {
    const { sent, data } = call(source);
    await data;
    expect(sent[0]?.headers.get('authorization')).toBe(`Zoho-oauthtoken ${canary}`);
    expect(sent[0]?.url).not.toContain(canary);
  });

  it('may have quotes and every other printable ASCII character', async () => {
    const token = String.fromCharCode(...Array.from({ length: 94 }, (_none, index) => index + 0x21));
    const { sent, data } = call(token);
    await data;
    expect(sent[0]?.headers.get('authorization')).toBe(`Zoho-oauthtoken ${token}`);
  });

  it('is asked for before every call, with the signal that ends the call', async () => {
    const given: (AbortSignal | undefined)[] = [];
    const { fetch, sent } = fakeFetch(json({ data: [] }));
    const accessToken: AccessTokenSource = ({ signal }) => {
      given.push(signal);
      return `token-${given.length}`;
    };
    const { pins } = testClient({ fetch, credentials: { accessToken } });
    await pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
    await pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Zoho-oauthtoken token-1',
      'Zoho-oauthtoken token-2',
    ]);
    expect(given.every((signal) => signal instanceof AbortSignal)).toBe(true);
  });

  const junk: [what: string, value: unknown][] = [
    ['nothing', ''],
    ['a line break at the end', `${canary}\n`],
    ['a header of its own', `${canary}\r\nX-Evil: 1`],
    ['a space', `${canary} ${canary}`],
    ['a tab', `\t${canary}`],
    ['NUL', `${canary}\0`],
    ['DEL', `${canary}\x7f`],
    ['a letter beyond ASCII', `${canary}é`],
    ['an emoji', `${canary}🎉`],
    ['undefined', undefined],
    ['null', null],
    ['a number', 42],
    ['an object that holds it', { access_token: canary }],
    ['an array', [canary]],
    ['a boxed string', Object(canary)],
  ];

  it.each(junk)(
    'that is junk (%s) is refused unsent and unquoted, given as it is or handed out',
    async (_what, value) => {
      const given = typeof value === 'string' ? [value] : []; // Another kind of source is no client at all.
      for (const source of [...given, () => value, async () => value]) {
        const { sent, data } = call(untyped<AccessTokenSource>(source));
        const error = await errorOf(AuthError, data);
        expect(error).toMatchObject({
          operation: 'getPinnedMessages',
          outcome: 'notApplied',
          attempts: 0,
          status: undefined,
        });
        expect(sent).toEqual([]);
        expectNoCanary(error);
      }
    },
  );

  it.each(junk.filter(([, value]) => typeof value !== 'string'))(
    'that is %s makes no client',
    (_what, value) => {
      const error = thrownBy(InputError, () =>
        testClient({ credentials: untyped<Credentials>({ accessToken: value }) }),
      );
      expect(error.message).toContain('credentials.accessToken is needed');
      expectNoCanary(error);
    },
  );

  it('is needed: no credentials make no client', () => {
    thrownBy(InputError, () => testClient({ credentials: untyped<Credentials>(undefined) }));
  });

  it.each<[string, Answer]>([
    ['a refusal', json({ code: 'oauthtoken_invalid' }, { status: 401 })],
    ['a missing scope', json({ code: 'oauthtoken_scope_invalid' }, { status: 401 })],
    ['a server error', empty(500)],
    ['a page', text('<html>')],
    ['a redirect', empty(302, { location: 'https://evil.test/?a=b' })],
    [
      'a broken connection',
      failing(
        new TypeError(`bad header Zoho-oauthtoken ${canary}`, { cause: { code: 'ECONNRESET', canary } }),
      ),
    ],
    ['a throttle', empty(429)],
  ])('is in no part of the error after %s', async (_what, answer) => {
    expectNoCanary(await failureOf(call(canary, answer).data));
    expectNoCanary(await failureOf(call(async () => canary, answer).data));
  });
});

describe('a token source', () => {
  it.each<[string, AccessTokenSource, unknown]>([
    [
      'throws',
      () => {
        throw cause;
      },
      undefined,
    ],
    ['rejects', () => Promise.reject(cause), undefined],
  ])('that %s ends the call with an AuthError that has its error as cause', async (_what, source) => {
    const { sent, data } = call(source);
    const error = await errorOf(AuthError, data);
    expect(error.cause).toBe(cause);
    expect(error.message).not.toContain(cause.message);
    expect(error).toMatchObject({ operation: 'getPinnedMessages', outcome: 'notApplied', retryable: false });
    expect(sent).toEqual([]);
  });

  it('that fails with an error of cliqkit fails with just that', async () => {
    const own = new InputError('no refresh token');
    expect(await failureOf(call(() => Promise.reject(own)).data)).toBe(own);
  });

  it('that fails because the caller gave up ends with the caller’s reason', async () => {
    const controller = new AbortController();
    const { fetch, sent } = fakeFetch(empty());
    const accessToken: AccessTokenSource = ({ signal }) =>
      new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('gave up'))),
      );
    const { pins } = testClient({ fetch, credentials: { accessToken } });
    const reading = pins('getPinnedMessages', { path: { CHAT_ID: '1' } }, { signal: controller.signal });
    controller.abort('enough');
    expect(await failureOf(reading)).toBe('enough');
    expect(sent).toEqual([]);
  });
});

const cause = new Error('vault sealed');
