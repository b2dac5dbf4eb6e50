import { describe, expect, it } from 'vitest';
import { AuthError } from '../src/errors/auth-error.ts';
import { InputError } from '../src/errors/input-error.ts';
import type { Credentials } from '../src/middleware/authorize.ts';
import { authorize } from '../src/middleware/authorize.ts';
import { compose } from '../src/middleware/compose.ts';
import { receive } from '../src/middleware/receive.ts';
import type { AccessTokenSource } from '../src/tokens/token-source.ts';
import { canaries, leaksOf } from './canary.ts';
import { errorOf, failureOf, thrownBy } from './failure-of.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, failing, fakeFetch, json, text } from './fake-fetch.ts';
import { testClient, untyped } from './test-client.ts';

const canary = canaries.accessToken;

function call(accessToken: AccessTokenSource, answer: Answer = json({ data: [] })) {
  const { fetch, sent } = fakeFetch(answer);
  const { pins } = testClient({ fetch, credentials: { accessToken } });
  return { sent, data: pins('getPinnedMessages', { path: { CHAT_ID: '1' } }) };
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
        expect(leaksOf(error)).toEqual([]);
      }
    },
  );

  it.each(junk.filter(([, value]) => typeof value !== 'string'))(
    'that is %s makes no client',
    (_what, value) => {
      const error = thrownBy(InputError, () =>
        testClient({ credentials: untyped<Credentials>({ accessToken: value }) }),
      );
      expect(error.message).toContain('credentials are needed');
      expect(leaksOf(error)).toEqual([]);
    },
  );

  it('is needed: no credentials make no client', () => {
    thrownBy(InputError, () => testClient({ credentials: untyped<Credentials>(undefined) }));
  });

  it.each<[string, Answer]>([
    ['a refusal', json({ code: 'oauthtoken_invalid' }, { status: 401 })],
    ['a missing scope', json({ code: 'oauthtoken_scope_invalid' }, { status: 401 })],
    ['a refusal of rights', json({ code: 'operation_not_allowed' }, { status: 403 })],
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
    for (const source of [canary, async () => canary]) {
      expect(leaksOf(await failureOf(call(source, answer).data))).toEqual([]);
    }
  });
});

describe('a token source', () => {
  const secret = Object.assign(new Error(`vault sealed for ${canary}`), { canary });
  class VaultError extends Error {}
  const named = Object.assign(new VaultError(canary), { name: 'VaultError' });

  it.each<[string, AccessTokenSource, kind: string]>([
    ['throws', fails(secret), ' (Error)'],
    ['rejects', async () => fails(secret)(), ' (Error)'],
    ['throws an error of its own', fails(named), ' (VaultError)'],
    ['throws a text', fails(canary), ''],
    ['throws nothing', fails(undefined), ''],
    ['throws an error named after a secret', fails(Object.assign(new Error(), { name: canary })), ''],
  ])('that %s ends the call with an AuthError that repeats nothing of it', async (_what, source, kind) => {
    const { sent, data } = call(source);
    const error = await errorOf(AuthError, data);
    expect(error.message).toContain(`credentials.accessToken failed to hand out a token${kind}. `);
    expect(error.cause).toBeUndefined();
    expect(leaksOf(error)).toEqual([]);
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

describe('a token source that answers in a way of its own', () => {
  it('with a promise of another kind is understood', async () => {
    const later = (token: string) => ({
      // biome-ignore lint/suspicious/noThenProperty: it is what is tested.
      then: (resolve: (token: string) => void) => void queueMicrotask(() => resolve(token)),
    });
    const { sent, data } = call(untyped<AccessTokenSource>(() => later('a-token')));
    await data;
    expect(sent[0]?.headers.get('authorization')).toBe('Zoho-oauthtoken a-token');
  });

  it('with nothing, ever, does not keep a call that was aborted', async () => {
    const controller = new AbortController();
    const { fetch, sent } = fakeFetch(empty());
    const accessToken = (): Promise<string> => new Promise(() => undefined);
    const send = compose(fetch, authorize({ accessToken }), receive());
    const sending = send(new Request('https://cliq.test/api/v3/x', { signal: controller.signal }));
    controller.abort('enough');
    expect(await failureOf(sending)).toBe('enough');
    expect(sent).toEqual([]);
  });

  it('is not asked for a call that was aborted before', async () => {
    let asked = 0;
    const accessToken = (): string => {
      asked += 1;
      return 'a-token';
    };
    const { fetch, sent } = fakeFetch(empty());
    const send = compose(fetch, authorize({ accessToken }), receive());
    const signal = AbortSignal.abort('enough');
    expect(await failureOf(send(new Request('https://cliq.test/api/v3/x', { signal })))).toBe('enough');
    expect([asked, sent.length]).toEqual([0, 0]);
  });
});

function fails(value: unknown): () => never {
  return () => {
    throw value;
  };
}
