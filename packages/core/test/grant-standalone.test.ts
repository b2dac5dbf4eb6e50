import { operations } from '@cliqkit/types';
import { describe, expect, it, vi } from 'vitest';
import { createCall } from '../src/call/call.ts';
import { CliqRequest } from '../src/call/request.ts';
import { AuthError } from '../src/errors/auth-error.ts';
import { InputError } from '../src/errors/input-error.ts';
import type { RefreshEvent } from '../src/hooks/hooks.ts';
import { authorize } from '../src/middleware/authorize.ts';
import { compose } from '../src/middleware/compose.ts';
import { receive } from '../src/middleware/receive.ts';
import { retry } from '../src/middleware/retry.ts';
import { refreshToken } from '../src/tokens/refresh-token.ts';
import { errorOf, failureOf, thrownBy } from './failure-of.ts';
import { client, granted, grantedInTurn, refused, throttled } from './fake-accounts.ts';
import { fakeClock, start } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { serve } from './local-server.ts';
import { inVirtualTime } from './virtual-time.ts';

const refusal = json({ code: 'oauthtoken_invalid' }, { status: 401 });
const success = json({ data: [] });
const grant = () => refreshToken({ ...client, refreshToken: 'r-token' });

/** The chain on its own, with the answers of the accounts server and those of the service. */
function chain(accounts: readonly Answer[], service: readonly Answer[], random = () => 0) {
  const clock = fakeClock();
  const [tokens, calls] = [fakeFetch(...accounts), fakeFetch(...service)];
  const fetch: typeof globalThis.fetch = (input, init) =>
    (String(input).startsWith('https://accounts.zoho.eu/') ? tokens : calls).fetch(input, init);
  const events: RefreshEvent[] = [];
  const hooks = { onRefresh: (event: RefreshEvent) => events.push(event) };
  const send = compose(
    fetch,
    retry({ clock, random }),
    authorize(grant(), { dataCenter: 'eu', fetch, clock, random, hooks }),
    receive({ clock }),
  );
  return { clock, events, send, tokens: tokens.sent, calls: calls.sent };
}

const url = 'https://cliq.zoho.eu/api/v3/pin-categories';
const authorizations = (sent: readonly { headers: Headers }[]) =>
  sent.map(({ headers }) => headers.get('authorization'));

describe('a grant in a chain of one’s own', () => {
  it('asks the data centre’s accounts server for a token when the first call needs it, and not before', async () => {
    const { send, tokens, calls, events } = chain([grantedInTurn()], [success]);
    expect(tokens).toEqual([]);
    for (let call = 0; call < 3; call += 1) expect((await send(new Request(url))).ok).toBe(true);
    expect(tokens.map((request) => request.url)).toEqual(['https://accounts.zoho.eu/oauth/v2/token']);
    expect(authorizations(calls)).toEqual(Array(3).fill('Zoho-oauthtoken token-1'));
    expect(events).toHaveLength(1);
  });

  it('replaces a token that the service refuses, and sends the call once more', async () => {
    const { send, tokens, calls } = chain([grantedInTurn()], [refusal, success]);
    expect((await send(new Request(url, { method: 'POST', body: '{"title":"a"}' }))).ok).toBe(true);
    expect(authorizations(calls)).toEqual(['Zoho-oauthtoken token-1', 'Zoho-oauthtoken token-2']);
    expect(calls.map(({ body }) => body)).toEqual(['{"title":"a"}', '{"title":"a"}']);
    expect(tokens).toHaveLength(2);
  });

  it('sends its token nowhere but to the service, whatever host the token reply names', async () => {
    const { send, calls } = chain(
      [granted('a', { api_domain: 'https://zohoapis.com.evil.test' })],
      [success],
    );
    await send(new Request(url));
    expect(calls.map((request) => new URL(request.url).origin)).toEqual(['https://cliq.zoho.eu']);
  });

  it('has a call aborted before it was sent ask for nothing', async () => {
    const { send, tokens } = chain([refused('invalid_code')], [success]);
    expect(await failureOf(send(new Request(url, { signal: AbortSignal.abort('enough') })))).toBe('enough');
    expect(tokens).toEqual([]);
  });

  it('tells in an AuthError why there is no token', async () => {
    const { send, calls } = chain([refused('invalid_code')], [success]);
    const error = await errorOf(AuthError, send(new Request(url)));
    expect(error).toMatchObject({
      code: 'invalid_code',
      status: undefined,
      retryAt: undefined,
      retryable: false,
      outcome: 'notApplied',
      attempts: 0,
    });
    expect(error.message).toMatch(/^cliqkit: the call: the accounts server gives no token: invalid_code\. /);
    expect(calls).toEqual([]);
  });

  it('tells in an AuthError when there will be one', async () => {
    const { send } = chain([throttled()], [success]);
    expect(await errorOf(AuthError, send(new Request(url)))).toMatchObject({
      retryAt: new Date(start + 600_000),
      retryable: true,
    });
  });

  it('does not call a call repeatable that may have been carried out', async () => {
    const [outage, endsAtOnce] = [empty(503), granted('short', { expires_in: 0.001 })];
    const { send, clock } = chain([endsAtOnce, throttled()], [outage, success], () => 0.5);
    const call = createCall(operations.pinChat);
    const request = new CliqRequest(`${url}/1/chats`, { method: 'PUT', call });
    const error = await errorOf(AuthError, inVirtualTime(clock, send(request)));
    expect(error).toMatchObject({ outcome: 'unknown', retryable: false, attempts: 1 });
  });

  it('tells why there is no token also when it is of another copy of the package', async () => {
    vi.resetModules();
    const another = await import('../src/tokens/refresh-token.ts');
    expect(another.refreshToken).not.toBe(refreshToken);
    const { fetch } = fakeFetch(refused('invalid_code'));
    const credentials = another.refreshToken({ ...client, refreshToken: 'r-token' });
    const send = compose(fetch, authorize(credentials, { dataCenter: 'eu', fetch }), receive());
    expect(await errorOf(AuthError, send(new Request(url)))).toMatchObject({ code: 'invalid_code' });
  });

  it('needs a data centre to be told', () => {
    const error = thrownBy(InputError, () => authorize(grant()));
    expect(error.message).toContain('authorize needs dataCenter');
  });

  it('uses the fetch, the clock and the dice of the machine when it is given none', async () => {
    const requests: (string | undefined)[] = [];
    const { origin } = await serve((request, response) => {
      request.resume();
      requests.push(`${request.method} ${request.url}`);
      const body = request.url === '/oauth/v2/token' ? { access_token: 'a', expires_in: 3600 } : { data: [] };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    const dataCenter = { api: `${origin}/api/v3`, accounts: origin };
    const send = compose(fetch, retry(), authorize(grant(), { dataCenter }), receive());
    expect((await send(new Request(`${origin}/api/v3/pin-categories`))).ok).toBe(true);
    expect(requests).toEqual(['POST /oauth/v2/token', 'GET /api/v3/pin-categories']);
  });
});

describe('a polluted Object.prototype', () => {
  const pollution: [name: string, value: unknown][] = [
    ['accessToken', 'evil'],
    ['refreshToken', 'evil'],
    ['clientId', 'evil'],
    ['expiresAt', 8.64e15],
    ['requestedAt', Array(9).fill(start)],
    ['quietUntil', 8.64e15],
    ['generation', 7],
    ['store', { read: () => undefined, write: () => false }],
    ['error', 'invalid_code'],
    ['refresh_token', 'evil'],
    ['expires_in', 1],
    ['expires_in_sec', 1],
    ['access_token', 'evil'],
    ['dataCenter', 'us'],
    ['connect', () => () => 'evil'],
    ['retryAt', new Date(0)],
    ['status', 200],
    ['body', 'evil=1'],
    ['redirect', 'follow'],
  ];

  it.each(pollution)('with %s leaves token requests and calls as they are', async (name, value) => {
    const play = async (): Promise<unknown> => {
      const { send, tokens, calls } = chain([granted('a'), granted('b')], [refusal, success]);
      await send(new CliqRequest(url, { method: 'GET', body: undefined }));
      return [...tokens, ...calls].map(({ url, body, redirect, headers }) => [
        url,
        body,
        redirect,
        [...headers],
      ]);
    };
    const clean = await play();
    Object.defineProperty(Object.prototype, name, {
      value,
      configurable: true,
      writable: true,
      enumerable: true,
    });
    let polluted: unknown;
    try {
      polluted = await play();
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
    expect(polluted).toEqual(clean);
    expect(clean).toHaveLength(4);
  });
});
