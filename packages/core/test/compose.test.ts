import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import type { Call } from '../src/call/call.ts';
import { createCall } from '../src/call/call.ts';
import { CliqRequest } from '../src/call/request.ts';
import { ConflictError } from '../src/errors/conflict-error.ts';
import { ConnectionError } from '../src/errors/connection-error.ts';
import type { Middleware } from '../src/middleware/compose.ts';
import { compose } from '../src/middleware/compose.ts';
import { receive } from '../src/middleware/receive.ts';
import { errorOf, failureOf } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, failing, fakeFetch, json } from './fake-fetch.ts';

const clock = fakeClock();
const url = 'https://cliq.test/api/v3/pin-categories/1';
const broken = failing(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } }));
const refused = failing(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }));

/** Sends on again while it fails, so often. */
const repeat =
  (times: number): Middleware =>
  async (request, _call, next) => {
    for (let left = times; left > 1; left -= 1) {
      try {
        return await next(request);
      } catch {
        // The next attempt.
      }
    }
    return next(request);
  };

/** A state-setting call, tried three times. */
function threeAttempts(...answers: Answer[]): Promise<Response> {
  const { fetch } = fakeFetch(...answers);
  const call = createCall(operations.updatePinCategory);
  return compose(
    fetch,
    repeat(3),
    receive({ clock }),
  )(new CliqRequest(url, { method: 'PUT', body: '{}', call }));
}

describe('composed middleware', () => {
  it('runs the first one outermost, and fetch last', async () => {
    const order: string[] = [];
    const note =
      (name: string): Middleware =>
      async (request, _call, next) => {
        order.push(`${name} in`);
        const response = await next(request);
        order.push(`${name} out`);
        return response;
      };
    const { fetch } = fakeFetch(() => {
      order.push('fetch');
      return new Response('{}');
    });
    await compose(fetch, note('a'), note('b'), note('c'))(new Request(url));
    expect(order).toEqual(['a in', 'b in', 'c in', 'fetch', 'c out', 'b out', 'a out']);
  });

  it('of which there is none is fetch', async () => {
    const { fetch, sent } = fakeFetch(json({ data: [] }));
    const response = await compose(fetch)(
      new Request(url, { method: 'PUT', body: 'text', headers: { a: 'b' } }),
    );
    expect(await response.json()).toEqual({ data: [] });
    expect(sent[0]).toMatchObject({ url, method: 'PUT', body: 'text' });
    expect(sent[0]?.headers.get('a')).toBe('b');
  });

  it('sends a request without a body with none', async () => {
    const { fetch, sent } = fakeFetch(empty());
    await compose(fetch)(new Request(url));
    expect(sent[0]).toMatchObject({ method: 'GET', body: undefined });
  });

  it('sees one call over all attempts, which counts them', async () => {
    const seen: [Call, number][] = [];
    const watch: Middleware = (request, call, next) => {
      seen.push([call, call.attempts]);
      return next(request);
    };
    const { fetch } = fakeFetch(broken, broken, json({}));
    const call = createCall(operations.getPinCategories);
    await compose(fetch, repeat(3), watch)(new CliqRequest(url, { call }));
    expect(seen.map(([, before]) => before)).toEqual([0, 1, 2]);
    expect(seen.every(([each]) => each === call)).toBe(true);
    expect(call.attempts).toBe(3);
  });

  it('sends every attempt with the same method, URL, body and headers', async () => {
    const { fetch, sent } = fakeFetch(broken, broken, empty());
    await compose(
      fetch,
      repeat(3),
    )(new Request(url, { method: 'PUT', body: '{"title":"Work"}', headers: { a: 'b' } }));
    const plain = sent.map(({ headers, method, body, url: to }) => ({
      headers: [...headers],
      method,
      body,
      to,
    }));
    expect(plain).toHaveLength(3);
    expect(plain[1]).toEqual(plain[0]);
    expect(plain[2]).toEqual(plain[0]);
  });

  it('gives each call of its own', async () => {
    const calls = new Set<Call>();
    const watch: Middleware = (request, call, next) => {
      calls.add(call);
      return next(request);
    };
    const send = compose(fakeFetch(empty()).fetch, watch);
    await Promise.all([send(new Request(url)), send(new Request(url)), send(new CliqRequest(url, {}))]);
    expect(calls.size).toBe(3);
  });

  it('that throws instead of rejecting still rejects', async () => {
    const thrown = new Error('not async');
    const throwing: Middleware = () => {
      throw thrown;
    };
    expect(await failureOf(compose(fakeFetch(empty()).fetch, repeat(1), throwing)(new Request(url)))).toBe(
      thrown,
    );
  });
});

describe('the outcome of a call of several attempts', () => {
  it('stays unknown when a later attempt finds no connection', async () => {
    const error = await errorOf(ConnectionError, threeAttempts(broken, refused, refused));
    expect(error).toMatchObject({ phase: 'connect', outcome: 'unknown', retryable: false, attempts: 3 });
  });

  it('stays unknown when a later attempt is refused: the first may be why', async () => {
    const conflict = json({ code: 'client_not_synced' }, { status: 400 });
    const error = await errorOf(ConflictError, threeAttempts(broken, broken, conflict));
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 3 });
    expect(error.message).not.toContain('Nothing was changed');
  });

  it('stays unknown when a later attempt is not authorized or too many', async () => {
    for (const status of [401, 403, 404, 429]) {
      expect(await failureOf(threeAttempts(broken, empty(status)))).toMatchObject({
        status,
        outcome: 'unknown',
        retryable: false,
      });
    }
  });

  it('is notApplied when every attempt was refused or found no connection', async () => {
    for (const last of [refused, empty(401), empty(404), empty(429)]) {
      expect(await failureOf(threeAttempts(refused, empty(401), last))).toMatchObject({
        outcome: 'notApplied',
        attempts: 3,
      });
    }
  });

  it('is a success when the last attempt is one', async () => {
    expect(await threeAttempts(broken, refused, empty())).toHaveProperty('status', 204);
  });
});

describe('a request as a description', () => {
  it('changes in copies only', () => {
    const request = new CliqRequest(url, { method: 'PUT', headers: { a: 'b' }, body: '{}' });
    const changed = request.withHeader('a', 'c').withUrl(`${url}/2`).withSignal(AbortSignal.abort());
    expect([changed.headers.get('a'), changed.url, changed.signal?.aborted]).toEqual(['c', `${url}/2`, true]);
    expect(changed).toMatchObject({ method: 'PUT', body: '{}' });
    expect([request.headers.get('a'), request.url, request.signal]).toEqual(['b', url, undefined]);
  });
});
