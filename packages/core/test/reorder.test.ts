import { operations } from '@cliqkit/types';
import { describe, expect, it } from 'vitest';
import { ConnectionError } from '../src/errors/connection-error.ts';
import { InputError } from '../src/errors/input-error.ts';
import { apiCall } from '../src/results/api-call.ts';
import { List } from '../src/results/list.ts';
import { reorder } from '../src/results/reorder.ts';
import { failureOf } from './failure-of.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeClock } from './fake-clock.ts';
import { untyped } from './test-client.ts';
import { inVirtualTime } from './virtual-time.ts';

interface Move {
  chat_id: string;
  pin_above?: string;
  last_sync_time?: string | number;
}

const second = Date.UTC(2026, 10, 22, 6, 0, 0);
const lost = new ConnectionError('reset', { phase: 'send', outcome: 'unknown' });

/** A list over these pages, each a second after the one before; every read from the start takes the next of them. */
function listOf(readings: string[][][], read: string[][]): List<string, string[]> {
  let pages: string[][] = [];
  return new List<string, string[]>({
    operation: operations.getPinCategories,
    read: (token) => {
      if (token === undefined) pages = readings[Math.min(read.length, readings.length - 1)] ?? [];
      const page = Number(token ?? 0);
      if (page === 0) read.push(pages.flat());
      const date = new Date(second + 1000 * page).toUTCString();
      const response = new Response(null, { headers: { date } });
      return apiCall(Promise.resolve({ data: pages[page] ?? [], response }));
    },
    itemsOf: (items) => items,
    nextTokenOf: (items) => {
      const page = pages.indexOf(items) + 1;
      return page < pages.length ? `${page}` : undefined;
    },
  });
}

/** Moves a chat in a list that reads like this, and notes what was read and sent. The first sends fail with these errors. */
function start(move: Move, readings: string[][][], ...failures: Error[]) {
  const clock: FakeClock = fakeClock();
  const sent: unknown[] = [];
  const read: string[][] = [];
  const list = listOf(readings, read);
  const call = reorder<Move, string>({
    operation: operations.reorderChatInCategory,
    path: { CATEGORY_ID1: 'f' },
    move,
    send(body) {
      sent.push({ ...body });
      const failure = failures.shift();
      const response = new Response(null, { status: 204 });
      return apiCall(failure ? Promise.reject(failure) : Promise.resolve({ data: undefined, response }));
    },
    order: () => list.pages(),
    keyOf: (item) => item,
    moved: ({ chat_id }) => chat_id,
    above: ({ pin_above }) => pin_above,
    clock,
    signal: undefined,
  });
  return { call, clock, sent, read };
}

describe('a move', () => {
  it('is based on the time of the first page, whatever the others took', async () => {
    const { call, sent } = start({ chat_id: 'c', pin_above: 'a' }, [[['a'], ['b'], ['c']]]);
    expect(await call).toBeUndefined();
    expect(sent).toEqual([{ chat_id: 'c', pin_above: 'a', last_sync_time: second - 1 }]);
  });

  it('hands out the response', async () => {
    const { call } = start({ chat_id: 'c' }, [[['a', 'c']]]);
    expect((await call.withResponse()).response.status).toBe(204);
  });

  it.each([0, 1773927512706, '2026-03-19T19:08:32+05:30'])(
    'with the sync time %j of its own reads nothing, and fails as it fails',
    async (last_sync_time) => {
      const { call, sent, read } = start({ chat_id: 'c', last_sync_time }, [[['c']]], lost);
      expect(await failureOf(call)).toBe(lost);
      expect([sent, read]).toEqual([[{ chat_id: 'c', last_sync_time }], []]);
    },
  );

  it('is what it was when it was asked for', async () => {
    const move: Move = { chat_id: 'c', pin_above: 'a' };
    const { call, sent } = start(move, [[['a', 'c']]]);
    move.chat_id = 'a';
    delete move.pin_above;
    await call;
    expect(sent).toMatchObject([{ chat_id: 'c', pin_above: 'a' }]);
  });
});

describe('a move of c above a whose reply was lost', () => {
  const before = [['a', 'b', 'c']];
  const play = async (after: string[][], pin_above?: string) => {
    const move = pin_above === undefined ? { chat_id: 'c' } : { chat_id: 'c', pin_above };
    const { call, clock, sent } = start(move, [before, after], lost);
    const result = await inVirtualTime(clock, call).catch((error: unknown) => error);
    return { result, sends: sent.length };
  };

  it.each([
    ['c, a, b', [['c', 'a', 'b']]],
    ['b, c, a', [['b', 'c', 'a']]],
    ['c, a, over two pages', [['b', 'c'], ['a']]],
    [
      'c, a, where a shifted to the next page',
      [
        ['b', 'c', 'a'],
        ['a', 'd'],
      ],
    ],
  ])('was made if the list is %s', async (_order, after) => {
    expect(await play(after, 'a')).toEqual({ result: undefined, sends: 1 });
  });

  it.each([
    ['a, c, b', [['a', 'c', 'b']]],
    ['c, b, a', [['c', 'b', 'a']]],
    ['a, b', [['a', 'b']]],
    ['c', [['c']]],
    ['empty', [[]]],
  ])('may or may not have been made if the list is %s', async (_order, after) => {
    expect(await play(after, 'a')).toEqual({ result: lost, sends: 1 });
  });

  it('is made again if the list is as before', async () => {
    expect(await play(before, 'a')).toEqual({ result: undefined, sends: 2 });
  });

  it('to the end was made if it is the last', async () => {
    expect(await play([['a', 'c']])).toEqual({ result: undefined, sends: 1 });
    expect(await play([['c', 'a']])).toEqual({ result: lost, sends: 1 });
  });
});

describe('a move that cannot be right', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', ['c']],
    ['without what is moved', { pin_above: 'a' }],
    ['of a number', { chat_id: 4 }],
    ['above a number', { chat_id: 'c', pin_above: 4 }],
    ['of a bigint', { chat_id: 4n }],
  ])('(%s) is refused by the promise; nothing is read or sent', async (_what, move) => {
    const { call, sent, read } = start(untyped<Move>(move), [[['c']]]);
    expect(await failureOf(call)).toBeInstanceOf(InputError);
    expect([sent, read]).toEqual([[], []]);
  });

  it.each(['', '..', 4])('in a folder %j is refused, too', async (id) => {
    const read: string[][] = [];
    const call = reorder<Move, string>({
      operation: operations.reorderChatInCategory,
      path: { CATEGORY_ID1: untyped<string>(id) },
      move: { chat_id: 'c' },
      send: () => {
        throw new Error('sent');
      },
      order: () => listOf([[['c']]], read).pages(),
      keyOf: (item) => item,
      moved: ({ chat_id }) => chat_id,
      above: () => undefined,
      clock: fakeClock(),
      signal: undefined,
    });
    expect(await failureOf(call.withResponse())).toBeInstanceOf(InputError);
    expect(read).toEqual([]);
  });
});
