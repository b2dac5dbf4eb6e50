import { describe, expect, it } from 'vitest';
import { AuthError } from '../src/errors/auth-error.ts';
import type { AccessTokenSource } from '../src/tokens/token-source.ts';
import { errorOf } from './failure-of.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { testClient } from './test-client.ts';

describe('a token that the service refuses', () => {
  const refusal = json({ code: 'oauthtoken_invalid' }, { status: 401 });
  const success = json({ data: [] });

  /** Calls in turn, and what the source was told each time: which token was refused. */
  async function calls(
    count: number,
    source: AccessTokenSource,
    retry: object | false,
    ...answers: Answer[]
  ) {
    const told: (string | undefined)[] = [];
    const { fetch, sent } = fakeFetch(...answers);
    const accessToken: AccessTokenSource = (context) => {
      told.push(context.refused);
      return typeof source === 'string' ? source : source(context);
    };
    const { pins } = testClient({ fetch, retry, credentials: { accessToken } });
    const results: unknown[] = [];
    for (let number = 0; number < count; number += 1) {
      results.push(
        await pins('getPinnedMessages', { path: { CHAT_ID: '1' } }).catch((error: unknown) => error),
      );
    }
    const tokens = sent.map(({ headers }) => headers.get('authorization')?.replace('Zoho-oauthtoken ', ''));
    return { told, tokens, results };
  }

  const fresh: AccessTokenSource = ({ refused }) => (refused === undefined ? 'old' : `after-${refused}`);

  it('is named to the source, whose next token the call is sent with once more', async () => {
    const { told, tokens, results } = await calls(1, fresh, {}, refusal, success);
    expect(told).toEqual([undefined, 'old']);
    expect(tokens).toEqual(['old', 'after-old']);
    expect(results).toEqual([{ data: [] }]);
  });

  it('is replaced once: the next refusal ends the call', async () => {
    const { tokens, results } = await calls(1, fresh, {}, refusal);
    expect(tokens).toEqual(['old', 'after-old']);
    expect(results).toMatchObject([
      { name: 'AuthError', status: 401, code: 'oauthtoken_invalid', attempts: 2 },
    ]);
  });

  it('is not sent again, should the source hand it out again', async () => {
    const { tokens, results } = await calls(1, () => 'same', {}, refusal, success);
    expect(tokens).toEqual(['same']);
    expect(results).toMatchObject([{ name: 'AuthError', status: 401, attempts: 1, outcome: 'notApplied' }]);
    expect(results[0]).toMatchObject({ message: expect.stringContaining('context.refused') });
  });

  it('is not replaced when it is a text', async () => {
    const { fetch, sent } = fakeFetch(refusal);
    const { pins } = testClient({ fetch, retry: {}, credentials: { accessToken: 'only' } });
    await errorOf(AuthError, pins('getPinnedMessages', { path: { CHAT_ID: '1' } }));
    expect(sent).toHaveLength(1);
  });

  it.each<[what: string, answer: Answer, error: string]>([
    ['a missing scope', json({ code: 'oauthtoken_scope_invalid' }, { status: 401 }), 'PermissionError'],
    ['a 403', json({ code: 'operation_not_allowed' }, { status: 403 }), 'PermissionError'],
    ['a 403 without words', empty(403), 'PermissionError'],
  ])('for %s is not replaced: it would be the same', async (_what, answer, name) => {
    const { told, results } = await calls(2, fresh, {}, answer);
    expect(told).toEqual([undefined, undefined]);
    expect(results).toMatchObject([{ name }, { name }]);
  });

  it('is named with the next call, when calls are not repeated', async () => {
    const { told, tokens } = await calls(3, fresh, false, refusal, success);
    expect(told).toEqual([undefined, 'old', undefined]);
    expect(tokens).toEqual(['old', 'after-old', 'old']);
  });

  it('is sent again by the next call, should the source have no other', async () => {
    const { tokens, results } = await calls(2, () => 'same', false, refusal, success);
    expect(tokens).toEqual(['same', 'same']);
    expect(results[1]).toEqual({ data: [] });
  });

  it('again and again costs each call one replacement', async () => {
    let made = 0;
    const source: AccessTokenSource = ({ refused }) => {
      if (refused !== undefined || made === 0) made += 1;
      return `token-${made}`;
    };
    const { tokens } = await calls(5, source, {}, refusal);
    expect(made).toBe(6);
    expect(tokens).toHaveLength(10);
  });
});
