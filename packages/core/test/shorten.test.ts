import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../src/errors/api-error.ts';
import { AuthError } from '../src/errors/auth-error.ts';
import { shorten } from '../src/reply/error-reply.ts';
import { errorOf } from './failure-of.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { testClient } from './test-client.ts';

const hex = 'c4n4ry'.repeat(11).slice(0, 64);

describe('text of the service in a message', () => {
  it.each([
    ['The chat does not exist.', 'The chat does not exist.'],
    ['a\n\tb\u0000c\u202ed\u200be', 'a b c d e'],
    ['  spaces   around  ', 'spaces around'],
    ['', ''],
    ['pinned_message_limit_reached', 'pinned_message_limit_reached'],
    ['external_communication_not_supported', 'external_communication_not_supported'],
    [`chat ${'1'.repeat(23)} is closed`, `chat ${'1'.repeat(23)} is closed`],
  ])('%j stays as it reads', (text, shown) => {
    expect(shorten(text)).toBe(shown);
  });

  it.each([
    `Authorization: Zoho-oauthtoken ${hex}`,
    `authorization: bearer c4n4ry`,
    `Basic YzRuNHJ5OmM0bjRyeQ==`,
    `token 1000.c4n4ry.c4n4ry is wrong`,
    `refresh_token=1000.${hex}.${hex}&client_secret=${hex}`,
    `{"client_secret":"${hex}"}`,
    `<a href="https://accounts.test/?code=${hex}">`,
    `[${hex}]`,
    `(${hex});${hex}:${hex},${hex}`,
    `%43${hex}`,
    btoa(hex),
    hex.toUpperCase(),
  ])('shows no word that could be a secret: %s', (text) => {
    const shown = shorten(text);
    expect(shown.toLowerCase()).not.toContain('c4n4ry');
    expect(shown).not.toContain(btoa('c4n4ry').slice(0, 6));
    expect(shown).toMatch(/\[token\]|\[…\]/);
  });

  it('keeps what is around a word that it masks', () => {
    expect(shorten(`the chat "${hex}" is closed`)).toBe('the chat "[…]" is closed');
  });

  it('is cut where it is too long, and shows that it is', () => {
    const words = 'word '.repeat(100).trim();
    expect(shorten(words)).toBe(`${words.slice(0, 200)}…`);
    expect(shorten(words.slice(0, 199))).toBe(words.slice(0, 199));
    expect(shorten(`${' '.repeat(801)}end`)).toBe('…');
    expect(shorten(words, 10)).toBe(`${words.slice(0, 10)}…`);
  });

  it('is short, of one line, and has no long word, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 2000 }),
          fc.stringMatching(/^[A-Za-z0-9._~+/=-]{0,900}$/),
        ),
        (text) => {
          const shown = shorten(text);
          expect(shown.length).toBeLessThanOrEqual(201);
          expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\n]/u);
          for (const word of shown.match(/[A-Za-z0-9]{24,}/g) ?? []) expect(word).toMatch(/^[a-z]+$/);
        },
      ),
    );
  });

  it('of megabytes takes no time', () => {
    const since = performance.now();
    for (const text of ['a '.repeat(5_000_000), 'A'.repeat(10_000_000), '\n'.repeat(10_000_000)])
      shorten(text);
    expect(performance.now() - since).toBeLessThan(1000);
  });
});

const refusedWith = (body: unknown, headers: Record<string, string> = {}, status = 400) =>
  testClient({ fetch: fakeFetch(json(body, { status, headers })).fetch }).pins('getPinnedMessages', {
    path: { CHAT_ID: '1' },
  });

describe('the code of a refusal', () => {
  it('that no spec knows is given as it is', async () => {
    const error = await errorOf(ApiError, refusedWith({ code: 'brand_new_code' }));
    expect(error.code).toBe('brand_new_code');
    expect(error.message).toContain('answered 400 brand_new_code');
  });

  it('that is no code but quotes the request shows no token', async () => {
    for (const code of [`Zoho-oauthtoken ${hex}`, hex, `1000.${hex}`]) {
      const error = await errorOf(ApiError, refusedWith({ code, message: code }));
      expect(`${error.message} ${error.code} ${JSON.stringify(error)}`).not.toContain('c4n4ry');
    }
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s means nothing', async (code) => {
    expect(await errorOf(ApiError, refusedWith(JSON.parse(`{"code":"${code}"}`)))).toMatchObject({
      name: 'ApiError',
      code,
      status: 400,
    });
  });
});

describe('the id of a request', () => {
  it.each(['abc-1', 'A_b-9', '0', 'x'.repeat(64)])('%s is kept', async (id) => {
    expect(await errorOf(ApiError, refusedWith({}, { 'x-request-id': id }))).toHaveProperty('requestId', id);
    const unauthorized = refusedWith({}, { 'x-request-id': id }, 401);
    expect(await errorOf(AuthError, unauthorized)).toHaveProperty('requestId', id);
  });

  it.each(['', ' ', 'x'.repeat(65), 'a b', '1000.a.b', 'a;b', '<script>', 'a%0Ab'])(
    'that does not look like one (%j) is dropped: it would end up in logs',
    async (id) => {
      const error = await errorOf(ApiError, refusedWith({}, { 'x-request-id': id }));
      expect(error.requestId).toBeUndefined();
      if (id.trim().length > 2) expect(error.message).not.toContain(id);
    },
  );

  it('that is absent is absent', async () => {
    const { fetch } = fakeFetch(empty(500));
    const reading = testClient({ fetch }).pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
    expect(await errorOf(ApiError, reading)).toHaveProperty('requestId', undefined);
  });
});
