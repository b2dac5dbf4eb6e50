import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import { ResponseError } from '../src/errors/response-error.ts';
import { apiCall } from '../src/results/api-call.ts';
import { List } from '../src/results/list.ts';
import { errorOf } from './failure-of.ts';

interface Body {
  items: string[];
  next?: string;
}

const date = 'Sun, 22 Nov 2026 06:00:00 GMT';

/** A list over pages by token; notes which tokens were asked for. */
function listOf(pages: Record<string, Body>, keyed = true) {
  const read: (string | undefined)[] = [];
  const list = new List<string, Body>({
    operation: operations.getPinnedMessages,
    read: (token) => {
      read.push(token);
      const data = pages[token ?? 'first'] ?? { items: [] };
      return apiCall(Promise.resolve({ data, response: new Response(null, { headers: { date } }) }));
    },
    itemsOf: ({ items }) => items,
    nextTokenOf: ({ next }) => next,
    ...(keyed ? { keyOf: (item: string) => item } : {}),
  });
  return { list, read };
}

const three = {
  first: { items: ['a', 'b'], next: '2' },
  2: { items: ['c'], next: '3' },
  3: { items: ['d'] },
};

describe('a list', () => {
  it('sends nothing before it is read', () => {
    const { list, read } = listOf(three);
    list.pages();
    list[Symbol.asyncIterator]();
    expect(read).toEqual([]);
  });

  it('hands out the items of all pages, in order', async () => {
    const { list, read } = listOf(three);
    expect(await list.toArray()).toEqual(['a', 'b', 'c', 'd']);
    expect(read).toEqual([undefined, '2', '3']);
  });

  it('reads anew in every loop', async () => {
    const { list, read } = listOf(three);
    await list.toArray();
    expect(await list.toArray()).toEqual(['a', 'b', 'c', 'd']);
    expect(read).toHaveLength(6);
  });

  it('sends nothing more after a break', async () => {
    const { list, read } = listOf(three);
    for await (const item of list) if (item === 'b') break;
    for await (const page of list.pages()) if (page.items.includes('c')) break;
    expect(read).toEqual([undefined, undefined, '2']);
  });

  it('hands out an item that moved to a later page once', async () => {
    const moved = { first: { items: ['a', 'b'], next: '2' }, 2: { items: ['b', 'c', 'a', 'c'] } };
    expect(await listOf(moved).list.toArray()).toEqual(['a', 'b', 'c']);
    expect(await listOf(moved, false).list.toArray()).toEqual(['a', 'b', 'b', 'c', 'a', 'c']);
  });

  it('goes on over an empty page', async () => {
    expect(await listOf({ first: { items: [], next: '2' }, 2: { items: ['a'] } }).list.toArray()).toEqual([
      'a',
    ]);
  });

  it.each([
    ['itself', { first: { items: ['a'], next: '2' }, 2: { items: ['b'], next: '2' } }],
    [
      'an earlier one',
      { first: { items: ['a'], next: '2' }, 2: { items: ['b'], next: '3' }, 3: { items: [], next: '2' } },
    ],
  ])('whose token leads to %s again ends with an error', async (_what, pages) => {
    const error = await errorOf(ResponseError, listOf(pages).list.toArray());
    expect(error.message).toContain('getPinnedMessages: the reply (200) has a next_token that came before');
    expect(error).toMatchObject({ operation: 'getPinnedMessages', status: 200, outcome: 'notApplied' });
  });

  it('of pages has each reply, with its response and its sync time', async () => {
    const pages = [];
    for await (const page of listOf(three).list.pages()) pages.push(page);
    expect(pages.map(({ body }) => body.next)).toEqual(['2', '3', undefined]);
    expect(pages.map(({ syncTime }) => syncTime)).toEqual([
      Date.parse(date) - 1,
      Date.parse(date) - 1,
      Date.parse(date) - 1,
    ]);
    expect(pages[0]?.response.status).toBe(200);
  });

  it('without tokens has one page', async () => {
    const response = new Response(null);
    const list = new List({
      operation: operations.getPinCategories,
      read: () => apiCall(Promise.resolve({ data: ['a'], response })),
      itemsOf: (items) => items,
    });
    expect(await list.toArray()).toEqual(['a']);
  });

  it.each([undefined, null, {}, 'text', 7])(
    'whose page has %j for its items is not what was promised',
    async (items) => {
      const response = new Response(null);
      const list = new List({
        operation: operations.getPinCategories,
        read: () => apiCall(Promise.resolve({ data: items, response })),
        itemsOf: (body) => body as never,
      });
      expect(await errorOf(ResponseError, list.toArray())).toMatchObject({ operation: 'getPinCategories' });
    },
  );

  it('fails where a page fails', async () => {
    const failed = new ResponseError('no', { status: 200 });
    const operation = operations.getPinCategories;
    const list = new List({ operation, read: () => apiCall(Promise.reject(failed)), itemsOf: () => [] });
    expect(await errorOf(ResponseError, list.toArray())).toBe(failed);
  });
});
