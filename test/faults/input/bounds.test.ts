import { aliasDispatch, compose, deadline, receive } from '@cliqkit/core';
import { demo } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import { operations } from 'cliqkit';
import createClient from 'openapi-fetch';
import { describe, expect } from 'vitest';
import { fakeFetch, json } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const { chatId } = demo.channels.launch;
const ids = (count: number): string[] => Array.from({ length: count }, (_none, index) => `1_${index}`);
const text = (length: number): string => 'é'.repeat(length);
const good = { data: { category_id: '1' }, message_id: '1_2' };

const refused: [what: string, most: number, run: (cliq: Cliq, size: number) => Promise<unknown>][] = [
  ['characters in a title', 255, ({ folders }, size) => folders.create({ title: text(size) })],
  [
    'characters in a new title',
    255,
    ({ folders }, size) => folders.updateDetails('1', { title: text(size) }),
  ],
  ['characters in a symbol', 50, ({ folders }, size) => folders.create({ title: 'a', symbol: text(size) })],
  ['chats in a new folder', 100, ({ folders }, size) => folders.create({ title: 'a', chat_ids: ids(size) })],
  ['characters in a message', 5000, ({ threads }, size) => threads.reply('1', { text: text(size) })],
  [
    'characters in a sync token',
    100,
    ({ pins }, size) => pins.list('1', { sync_token: text(size) }).toArray(),
  ],
];

describe('one more than the service takes', () => {
  carries.each('I10', refused, '(of %s: %s) is refused, and not one less', async ([, most, run]) => {
    const { fetch, sent } = fakeFetch(json({ ...good, data: [] }));
    await run(cliqOn(fetch), most);
    await run(cliqOn(fetch), most - 1);
    expect(sent).toHaveLength(2);
    expect(await failureOf(run(cliqOn(fetch), most + 1))).toMatchObject({
      name: 'InputError',
      outcome: 'notApplied',
    });
    expect(sent).toHaveLength(2);
  });

  carries('I10', '(of characters outside the first plane) is counted as a person counts', async () => {
    const { fetch, sent } = fakeFetch(json(good));
    await cliqOn(fetch).folders.create({ title: '🎉'.repeat(255) });
    expect(sent).toHaveLength(1);
  });

  const split: [what: string, most: number, run: (cliq: Cliq, size: number) => Promise<unknown>][] = [
    ['pins to remove', 25, ({ pins }, size) => pins.remove(chatId, ids(size))],
    ['chats to unpin', 25, ({ folders }, size) => folders.unpinChats(ids(size))],
    [
      'chats to put into a new folder',
      100,
      ({ folders }, size) => folders.createWithChats({ title: 'a', chat_ids: ids(size) }),
    ],
    [
      'chats to replace',
      100,
      ({ folders }, size) => folders.replaceChats('1', { chat_ids: ids(size), last_sync_time: 1 }),
    ],
  ];
  carries.each('I10', split, '(of %s: %s) makes another call, and not one less', async ([, most, run]) => {
    for (const [size, calls] of [
      [most - 1, 1],
      [most, 1],
      [most + 1, 2],
    ] as const) {
      const { fetch, sent } = fakeFetch(json(good));
      await run(cliqOn(fetch), size);
      expect([size, sent.length]).toEqual([size, calls]);
    }
  });

  carries('I10', '(less than one) is refused where the service wants one', async () => {
    const { fetch, sent } = fakeFetch(json(good));
    const { pins, folders, threads } = cliqOn(fetch);
    for (const call of [
      folders.create({ title: '' }),
      folders.updateDetails('1', { title: '' }),
      threads.reply('1', { text: '' }),
      threads.addFollowers('1', []),
      pins.remove(chatId, []),
      folders.unpinChats([]),
    ]) {
      expect(await failureOf(call)).toMatchObject({ name: 'InputError' });
    }
    expect(sent).toEqual([]);
  });
});

describe('a URL that has a query of its own', () => {
  carries('I11', 'has one question mark', async () => {
    const { fetch, sent } = fakeFetch(json({ data: {} }));
    await cliqOn(fetch).pins.getPrimary(chatId);
    await cliqOn(fetch).pins.getPrimary('a?b');
    expect(sent.map(({ url }) => url.match(/\?/g)?.length)).toEqual([1, 1]);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual(['?primary=true', '?primary=true']);
  });

  carries('I11', 'has one question mark when the caller of a plain client adds more', async () => {
    const { fetch, sent } = fakeFetch(json({ data: {} }));
    // biome-ignore lint/suspicious/noExplicitAny: openapi-fetch without the types of the paths takes every path.
    const client = createClient<any>({
      baseUrl: 'https://cliq.test/api/v3',
      fetch: compose(fetch, deadline(), receive()),
    });
    client.use(aliasDispatch(operations));
    await client.GET('/chats/{CHAT_ID}/pin-messages?primary=true', {
      params: { path: { CHAT_ID: 'a?b&c' }, query: { extra: 'd?e&f=g', list: ['1', '2'] } },
    });
    const url = new URL(sent[0]?.url ?? '');
    expect(sent[0]?.url.match(/\?/g)).toHaveLength(1);
    expect(url.pathname).toBe('/api/v3/chats/a%3Fb%26c/pin-messages');
    expect(Object.fromEntries(url.searchParams)).toEqual({ extra: 'd?e&f=g', list: '1,2', primary: 'true' });
  });
});
