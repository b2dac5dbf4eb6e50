import { describe, expect, it } from 'vitest';
import type { Middleware } from '../src/middleware/compose.ts';
import { fakeFetch, json } from './fake-fetch.ts';
import { testClient } from './test-client.ts';

const input = { path: { CHAT_ID: '1' } };

describe('the body of a reply', () => {
  it('can be read by a middleware, and by whoever comes after it', async () => {
    const read: unknown[] = [];
    const peek: Middleware = async (request, _call, next) => {
      const response = await next(request);
      read.push(await response.clone().json());
      return response;
    };
    const answer = json({ data: [] }, { headers: { 'content-length': '11', 'x-a': 'b' } });
    const { pins } = testClient({ fetch: fakeFetch(answer).fetch, middleware: [peek] });
    const { data, response } = await pins('getPinnedMessages', input).withResponse();
    expect([data, await response.json(), ...read]).toEqual([{ data: [] }, { data: [] }, { data: [] }]);
    expect([response.headers.get('x-a'), response.headers.get('content-length')]).toEqual(['b', null]);
  });

  it('has been read when there is no middleware: the data is what it said', async () => {
    const { pins } = testClient({ fetch: fakeFetch(json({ data: [] })).fetch });
    const { data, response } = await pins('getPinnedMessages', input).withResponse();
    expect([data, response.bodyUsed, response.ok]).toEqual([{ data: [] }, true, true]);
  });

  it('is found for a response that takes no property, too, and shows none on any', async () => {
    const fixed: typeof fetch = async () =>
      Object.freeze(new Response('{"data":[]}', { headers: { 'x-a': 'b' } }));
    for (const fetch of [fixed, fakeFetch(json({ data: [] }, { headers: { 'x-a': 'b' } })).fetch]) {
      const { pins } = testClient({ fetch });
      const { data, response } = await pins('getPinnedMessages', input).withResponse();
      expect([data, response.headers.get('x-a')]).toEqual([{ data: [] }, 'b']);
      expect(Reflect.ownKeys({ ...response })).toEqual(Reflect.ownKeys({ ...new Response() }));
    }
  });
});
