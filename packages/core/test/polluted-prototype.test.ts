import { describe, expect, it } from 'vitest';
import { fakeFetch, json } from './fake-fetch.ts';
import { testClient } from './test-client.ts';

const evil = 'https://evil.test';
const pollution: [name: string, value: unknown][] = [
  ['baseUrl', evil],
  ['api', evil],
  ['accounts', evil],
  ['fetch', () => Promise.reject(new Error('another fetch'))],
  ['headers', { 'x-evil': '1' }],
  ['header', { 'x-evil': '1' }],
  ['method', 'DELETE'],
  ['body', '{"evil":1}'],
  ['body', { required: ['evil'], keys: {} }],
  ['signal', AbortSignal.abort()],
  ['stop', AbortSignal.abort()],
  ['enter', () => Promise.reject(new Error('entered'))],
  ['listeners', new Set()],
  ['deadline', 0],
  ['attemptTimeout', 0],
  ['maxResponseBytes', 0],
  ['querySerializer', () => 'evil=1'],
  ['bodySerializer', () => 'evil'],
  ['pathSerializer', () => '/evil'],
  ['requestInitExt', { dispatcher: {} }],
  ['Request', class {}],
  ['middleware', [() => Promise.reject(new Error('another middleware'))]],
  ['parseAs', 'text'],
  ['path', { CHAT_ID: 'evil' }],
  ['CHAT_ID', 'evil'],
  ['query', { evil: '1' }],
  ['params', { query: { evil: '1' } }],
  ['cookie', { evil: '1' }],
  ['call', {}],
  ['select', { query: {} }],
  ['optional', true],
  ['minKeys', 99],
  ['redirect', 'follow'],
  ['credentials', 'include'],
  ['mode', 'no-cors'],
  ['dispatcher', {}],
  ['duplex', 'full'],
  ['keepalive', true],
  ['toJSON', undefined],
  ['code', 'operation_failed'],
  ['error', { code: 'operation_failed' }],
];

/** What three calls put on the wire: a read, a write, and one with neither query nor body. */
async function wire(): Promise<unknown[]> {
  // Not an empty reply: undici's own empty Response breaks when `body` is polluted.
  const { fetch, sent } = fakeFetch(json({ data: [] }));
  const { pins, folders, threads } = testClient({ fetch });
  await pins('getPinnedMessages', { path: { CHAT_ID: '1' } });
  await folders('updatePinCategory', { path: { CATEGORY_ID: '2' }, body: { title: 'Work' } });
  await folders('bulkUpdateChatsInCategory', {
    path: { CATEGORY_ID3: '2' },
    body: { chat_ids: ['1'], last_sync_time: 1 },
  });
  await pins('deletePinnedMessages', { path: { CHAT_ID: '1' }, body: { message_ids: ['1_2'] } });
  await threads('muteThread', { path: { THREAD_CHAT_ID: '3' } }, {});
  return sent.map(({ url, method, body, redirect, headers }) => ({
    url,
    method,
    body,
    redirect,
    headers: [...headers],
  }));
}

describe('a polluted Object.prototype', () => {
  it.each(pollution)('with %s leaves the wire as it is', async (name, value) => {
    const clean = await wire();
    Object.defineProperty(Object.prototype, name, {
      value,
      configurable: true,
      writable: true,
      enumerable: true,
    });
    let polluted: unknown[];
    try {
      polluted = await wire();
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
    expect(polluted).toEqual(clean);
    expect(clean).toHaveLength(5);
  });
});
