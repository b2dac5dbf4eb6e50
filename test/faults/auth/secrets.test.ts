import { inspect } from 'node:util';
import type { Credentials, Hooks, Logger } from 'cliqkit';
import { authorizationCode, clientCredentials, memoryTokens, refreshToken } from 'cliqkit';
import { describe, expect } from 'vitest';
import type { Canaries } from '../../../packages/core/test/canary.ts';
import { canaries, leaksIn, leaksOf } from '../../../packages/core/test/canary.ts';
import { carries } from '../carry.ts';
import { everyClass, post, read } from '../support/calls.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { rejectionOf } from '../support/failure-of.ts';
import { hour, signedIn } from './signed-in.ts';

const { clientSecret, refreshToken: token, accessToken, code } = canaries;
const clientId = '1000.CLIENT';
const store = memoryTokens();

const makers: readonly [what: string, make: (tail: string) => Credentials][] = [
  [
    'client secret',
    (tail) => refreshToken({ clientId, clientSecret: clientSecret + tail, refreshToken: token }),
  ],
  ['refresh token', (tail) => refreshToken({ clientId, clientSecret, refreshToken: token + tail })],
  ['authorization code', (tail) => authorizationCode({ clientId, clientSecret, code: code + tail, store })],
  [
    'secret for client credentials',
    (tail) => clientCredentials({ clientId, clientSecret: clientSecret + tail, scopes: ['a'] }),
  ],
];

const tails = ['\n', '\r\nX-Evil: 1', ' ', '\t', '\0', '\x7f', 'é', '🎉', '\u2028', '\ud800'];

describe('a secret that cannot be sent', () => {
  carries.each('A15', makers, 'as %s makes no client, and is not quoted', ([, make]) => {
    for (const tail of tails) {
      let thrown: unknown;
      try {
        cliqOn(globalThis.fetch, { credentials: make(tail) });
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toMatchObject({ name: 'InputError', outcome: 'notApplied', attempts: 0 });
      expect(leaksOf(thrown)).toEqual([]);
    }
  });

  carries.each(
    'A15',
    tails.map((tail) => [tail]),
    'as access token with %s at its end sends nothing, and is not quoted',
    async ([tail]) => {
      let sent = 0;
      const fetch: typeof globalThis.fetch = async () => {
        sent += 1;
        return new Response();
      };
      for (const given of [accessToken + tail, () => accessToken + tail, async () => accessToken + tail]) {
        const error = await rejectionOf(post.run(cliqOn(fetch, { credentials: { accessToken: given } })));
        expect(error).toMatchObject({ name: 'AuthError', outcome: 'notApplied', attempts: 0 });
        expect(leaksOf(error)).toEqual([]);
      }
      expect(sent).toBe(0);
    },
  );

  carries('A15', 'does not include one with quotes and signs: that is sent as it is', async () => {
    const bodies: string[] = [];
    const fetch: typeof globalThis.fetch = async (_input, init) => {
      bodies.push(String(init?.body));
      return Response.json({ error: 'invalid_code' });
    };
    const credentials = refreshToken({ clientId, clientSecret, refreshToken: token });
    expect(leaksOf(await rejectionOf(read.run(cliqOn(fetch, { credentials }))))).toEqual([]);
    const form = new URLSearchParams(bodies[0]);
    expect([form.get('client_secret'), form.get('refresh_token')]).toEqual([clientSecret, token]);
  });
});

interface Sent {
  url: string;
  method: string | undefined;
  authorization: string | null;
  otherHeaders: string;
  body: string;
}

/** A fetch that notes what it sends, and every token that a reply holds. */
function watched(fetch: typeof globalThis.fetch) {
  const sent: Sent[] = [];
  const tokens: Record<string, string> = {};
  const watch: typeof globalThis.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    const authorization = headers.get('authorization');
    headers.delete('authorization');
    const otherHeaders = [...headers].join('\n');
    sent.push({
      url: String(input),
      method: init?.method,
      authorization,
      otherHeaders,
      body: String(init?.body),
    });
    const reply = await fetch(input, init);
    const text = String(input).includes('/oauth/') ? await reply.clone().text() : '';
    for (const [, name, token] of text.matchAll(/"(access_token|refresh_token)":"([^"]+)"/g))
      tokens[`${name} ${sent.length}`] = String(token);
    return reply;
  };
  return { fetch: watch, sent, tokens };
}

describe('secrets on the wire', () => {
  carries(
    'A18',
    'are in the body of a POST to the accounts server, and in no URL, header or log',
    async () => {
      const { emulator, clock, cliqWith } = await signedIn();
      const { clientId, clientSecret, refreshToken: initial } = emulator.credentials;
      const codes: Record<string, string> = {};
      const { fetch, sent, tokens } = watched(emulator.fetch);
      const told: unknown[] = [];
      const note = (value: unknown): void => void told.push(value);
      const grants = [
        () => refreshToken(emulator.credentials),
        (code: string) => authorizationCode({ clientId, clientSecret, code, store: memoryTokens() }),
        () => clientCredentials({ clientId, clientSecret, scopes: ['ZohoCliq.Chats.READ'] }),
      ];
      for (const [index, grant] of grants.entries()) {
        const code = emulator.issueCode();
        codes[`code ${index}`] = code;
        const hooks: Hooks = { onAttempt: note, onRetry: note, onWait: note, onRefresh: note };
        const logger: Logger = { debug: note, info: note, warn: note };
        const cliq = cliqWith({ clock, fetch, credentials: grant(code), hooks, logger });
        for (const call of everyClass) await clock.run(call.run(cliq)).catch(note);
        clock.advance(hour);
        emulator.faults.plan('token', 'html', 'reset-before-read');
        await clock.run(read.run(cliq)).catch(note);
        await clock.run(read.run(cliq)).catch(note);
      }
      emulator.faults.assertConsumed();

      const lasting: Canaries = { clientSecret, refreshToken: initial, ...codes };
      const all: Canaries = { ...lasting, ...tokens };
      const presented = new Set(Object.values(tokens).map((token) => `Zoho-oauthtoken ${token}`));
      const toAccounts = sent.filter(({ url }) => url.endsWith('/oauth/v2/token'));
      const toService = sent.filter((request) => !toAccounts.includes(request));
      expect([toAccounts.length >= 12, toService.length >= 12, Object.keys(tokens).length]).toEqual([
        true,
        true,
        7,
      ]);
      for (const { url, otherHeaders } of sent) expect(leaksIn(`${url}\n${otherHeaders}`, all)).toEqual([]);
      for (const { url, method, authorization, body } of toAccounts) {
        expect([url, method, authorization]).toEqual([
          `${emulator.accountsUrl}/oauth/v2/token`,
          'POST',
          null,
        ]);
        expect(leaksIn(body, lasting)).toContain('clientSecret, raw');
      }
      for (const { authorization, body } of toService) {
        expect(presented.has(String(authorization))).toBe(true);
        expect(leaksIn(body, all)).toEqual([]);
      }
      for (const value of told) expect(leaksOf(value, all)).toEqual([]);
      expect(leaksIn(inspect(emulator.journal.entries(), { depth: 10 }), all)).toEqual([]);
    },
  );
});
