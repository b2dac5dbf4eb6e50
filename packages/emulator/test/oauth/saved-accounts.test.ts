import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Accounts } from '../../src/accounts/accounts.ts';
import { createAccounts } from '../../src/accounts/accounts.ts';
import { serveAccounts } from '../../src/accounts/serve-accounts.ts';
import { createFaults } from '../../src/faults/fault-book.ts';
import type { Quirks } from '../../src/index.ts';
import { defaultQuirks, demo, demoSeed } from '../../src/index.ts';
import { createVisit } from '../../src/journal/visit.ts';
import { valueAt } from '../session.ts';
import { callback, readScope } from './flow.ts';

const seed = { ...demoSeed, clients: [{ name: 'Board', redirectUris: [callback] }] };
const users = [demo.users.ana, demo.users.ben];
const origin = 'http://127.0.0.1';

function open(oauthProfile: Quirks['oauthProfile'] = 'zoho'): Accounts {
  return createAccounts(seed, { quirks: { ...defaultQuirks, oauthProfile } });
}

/** Sends a form. Gives status, place and body of the reply. */
function send(
  accounts: Accounts,
  now: number,
  path: string,
  form: Record<string, string>,
  query = '',
): unknown {
  const head = {
    method: 'POST',
    url: new URL(`${origin}${path}${query}`),
    headers: new Map([['content-type', 'application/x-www-form-urlencoded']]),
  };
  const context = { ...accounts, faults: createFaults(() => now) };
  const body = Buffer.from(new URLSearchParams(form).toString());
  const reply = serveAccounts(head, body, createVisit(1, now), context);
  return [reply?.status, reply?.headers['location'], reply?.body];
}

/** What a test remembers, to use it again later: every credential that it was handed. */
type Purse = string[];

function keep(purse: Purse, reply: unknown): unknown {
  for (const [found] of JSON.stringify(reply).matchAll(
    /emu_1000\.[0-9a-f]{32}\.[0-9a-f]{32}|\b[A-Z]{4}-[A-Z]{4}\b/gu,
  ))
    if (!purse.includes(found)) purse.push(found);
  return reply;
}

const steps = fc.record({
  does: fc.constantFrom(
    'sign in',
    'connect',
    'code',
    'exchange',
    'refresh',
    'revoke',
    'device',
    'approve',
    'poll',
    'client',
    'issue',
    'list',
  ),
  user: fc.constantFrom(...users),
  board: fc.boolean(),
  offline: fc.boolean(),
  prompted: fc.boolean(),
  pick: fc.nat(30),
  waits: fc.constantFrom(0, 0, 0, 1000, 30_000, 120_000, 600_000, 3_600_000),
});

type Step = typeof steps extends fc.Arbitrary<infer Value> ? Value : never;

function take(accounts: Accounts, now: number, purse: Purse, step: Step): unknown {
  const { does, user, board, offline, prompted, pick } = step;
  const then = (next: Step['does'], newest: number): unknown =>
    keep(purse, take(accounts, now, purse, { ...step, does: next, pick: newest }));
  const { clientId, clientSecret } = board ? accounts.clientCredentials('Board') : accounts.credentialsOf();
  const own = { client_id: clientId, client_secret: clientSecret };
  // Mostly what is new enough to be of use.
  const held = purse.at(-1 - (pick % 5)) ?? '';
  const wish = {
    scope: readScope,
    access_type: offline ? 'offline' : 'online',
    ...(prompted ? { prompt: 'consent' } : {}),
  };
  switch (does) {
    case 'sign in':
      return [then('code', 0), then('exchange', 0)];
    case 'connect':
      // The code for the user comes first in the reply, and that of the device after it.
      return [then('device', 0), then('approve', 1), then('poll', 0)];
    case 'code': {
      const asked = { client_id: clientId, response_type: 'code', redirect_uri: callback, ...wish };
      return send(
        accounts,
        now,
        '/oauth/v2/auth',
        { user, decision: 'allow' },
        `?${new URLSearchParams(asked)}`,
      );
    }
    case 'exchange':
      return send(accounts, now, '/oauth/v2/token', {
        ...own,
        grant_type: 'authorization_code',
        code: held,
        redirect_uri: callback,
      });
    case 'refresh': {
      const refresh_token = pick % 3 === 0 ? accounts.credentialsOf(user).refreshToken : held;
      return send(accounts, now, '/oauth/v2/token', { ...own, grant_type: 'refresh_token', refresh_token });
    }
    case 'revoke':
      return send(accounts, now, '/oauth/v2/token/revoke', { token: held });
    case 'device':
      return send(accounts, now, '/oauth/v3/device/code', { ...own, ...wish, grant_type: 'device_request' });
    case 'approve':
      return send(accounts, now, '/oauth/v3/device', {
        user_code: held,
        user,
        decision: offline ? 'allow' : 'deny',
      });
    case 'poll':
      return send(accounts, now, '/oauth/v3/device/token', {
        ...own,
        grant_type: 'device_token',
        code: held,
      });
    case 'client':
      return send(accounts, now, '/oauth/v2/token', {
        ...own,
        grant_type: 'client_credentials',
        scope: readScope,
      });
    case 'issue':
      return accounts.issueToken({ userId: user, expiresInMs: 60_000 }, now);
    case 'list':
      return accounts.tokens.list(now);
  }
}

function takeAll(
  accounts: Accounts,
  steps: readonly Step[],
  start: number,
  purse: Purse,
): readonly unknown[] {
  let now = start;
  return steps.map((each) => {
    now += each.waits;
    return keep(purse, take(accounts, now, purse, each));
  });
}

describe('what the accounts server saves', () => {
  test.each<Quirks['oauthProfile']>(['zoho', 'rfc'])(
    'makes another one go on in exactly the same way (%s)',
    (profile) => {
      fc.assert(
        fc.property(
          fc.array(steps, { maxLength: 40 }),
          fc.array(steps, { maxLength: 40 }),
          (before, after) => {
            const one = open(profile);
            const purse: Purse = [];
            takeAll(one, before, 1_000_000, purse);
            const saved = JSON.stringify(one.save());
            const other = open(profile);
            takeAll(other, after, 0, []);
            other.load(JSON.parse(saved));
            expect(JSON.stringify(other.save())).toBe(saved);
            const start = 1_000_000 + before.reduce((sum, { waits }) => sum + waits, 0);
            expect(takeAll(other, after, start, [...purse])).toEqual(takeAll(one, after, start, purse));
            expect(other.save()).toEqual(one.save());
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  test('holds no credential', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 60 }), (taken) => {
        const accounts = open();
        const purse: Purse = [];
        takeAll(accounts, taken, 0, purse);
        const saved = JSON.stringify(accounts.save());
        expect(saved).not.toContain('emu_');
        for (const value of purse) expect(saved).not.toContain(value);
      }),
      { numRuns: 50 },
    );
  });

  test('keeps when a device has asked', () => {
    const one = open();
    const { clientId, clientSecret } = one.credentialsOf();
    const own = { client_id: clientId, client_secret: clientSecret };
    const purse: Purse = [];
    const order = { ...own, grant_type: 'device_request', scope: readScope };
    keep(purse, send(one, 0, '/oauth/v3/device/code', order));
    const poll = (accounts: Accounts, now: number) =>
      send(accounts, now, '/oauth/v3/device/token', {
        ...own,
        grant_type: 'device_token',
        code: purse.at(-1) ?? '',
      });
    poll(one, 0);
    const other = open();
    other.load(JSON.parse(JSON.stringify(one.save())));
    expect(poll(other, 29_999)).toContain('{"error":"slow_down"}');
    expect(poll(one, 30_000)).toContain('{"error":"authorization_pending"}');
  });

  test('keeps which codes were used, and for what', () => {
    const one = open('rfc');
    const { clientId, clientSecret } = one.credentialsOf();
    const code = one.issueCode({}, 0);
    const form = { client_id: clientId, client_secret: clientSecret, grant_type: 'authorization_code', code };
    expect(send(one, 0, '/oauth/v2/token', form)).toContain(200);
    const other = open('rfc');
    other.load(JSON.parse(JSON.stringify(one.save())));
    const count = other.tokens.list(0).length;
    send(other, 0, '/oauth/v2/token', form);
    expect(other.tokens.list(0)).toHaveLength(count - 2);
  });

  test('keeps a throttle', () => {
    const one = open();
    const ask = (accounts: Accounts, now: number) => {
      const { refreshToken, clientId, clientSecret } = accounts.credentialsOf();
      const form = {
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: clientId,
        client_secret: clientSecret,
      };
      return send(accounts, now, '/oauth/v2/token', form);
    };
    for (let made = 0; made < 11; made += 1) ask(one, 0);
    const other = open();
    other.load(JSON.parse(JSON.stringify(one.save())));
    expect(valueAt(ask(other, 599_999), ['0'])).toBe(400);
  });

  test.each<[string, (saved: ReturnType<Accounts['save']>) => unknown]>([
    ['nothing', () => null],
    ['a list', () => []],
    ['a part less', ({ tokens, codes, devices }) => ({ tokens, codes, devices })],
    ['a part more', (saved) => ({ ...saved, x: 1 })],
    ['a negative count', (saved) => ({ ...saved, tokens: { ...saved.tokens, issued: -1 } })],
    ['a token of nobody', (saved) => withRefresh(saved, { userId: '1' })],
    ['a token of no client', (saved) => withRefresh(saved, { client: 'Nobody' })],
    ['a token by the name of a code', (saved) => withRefresh(saved, { name: 'code 1' })],
    ['a scope that is none', (saved) => withRefresh(saved, { scopes: [1] })],
    ['a redirect URI that is none', (saved) => withCode(saved, { redirectUri: 'javascript:alert(1)' })],
    ['a code of nobody', (saved) => withCode(saved, { userId: '1' })],
    ['a prototype', () => JSON.parse('{"__proto__":{},"tokens":{}}')],
  ])('cannot be loaded with %s in it, and then nothing has changed', (_, change) => {
    const accounts = open();
    accounts.issueToken({}, 0);
    const before = JSON.stringify(accounts.save());
    expect(() => accounts.load(change(accounts.save()))).toThrow(
      'the accounts of this snapshot cannot be loaded',
    );
    expect(JSON.stringify(accounts.save())).toBe(before);
  });
});

function withRefresh(saved: ReturnType<Accounts['save']>, changed: object): unknown {
  const [first] = saved.tokens.refresh;
  return { ...saved, tokens: { ...saved.tokens, refresh: [{ ...first, ...changed }] } };
}

function withCode(saved: ReturnType<Accounts['save']>, changed: object): unknown {
  const code = {
    serial: 1,
    userId: demo.users.ana,
    client: 'Board',
    scopes: [],
    offline: true,
    prompted: true,
    expiresAt: 1,
    ...changed,
  };
  return { ...saved, codes: { issued: 1, used: [], codes: [code] } };
}
