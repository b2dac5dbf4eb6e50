import { demo } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import { isCliqError } from 'cliqkit';
import { describe, expect } from 'vitest';
import { fakeFetch, json } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { rejectionOf } from '../support/failure-of.ts';

const { chatId } = demo.channels.launch;
const thread = demo.threads.rollback;

class Thrown extends Error {}
const boom = (): never => {
  throw new Thrown('of the caller');
};
const plain = { text: 'a', title: 'a', message_id: '1_2', last_sync_time: 1 };
const cycle: Record<string, unknown> = { ...plain };
cycle['self'] = cycle;
const hostile = new Proxy({}, { get: boom, has: boom, ownKeys: boom, getOwnPropertyDescriptor: boom });
const keys = [
  'text',
  'title',
  'chat_ids',
  'message_id',
  'last_sync_time',
  'limit',
  'primary',
  'action',
  'chatId',
  'bot_unique_name',
  'unpin_all',
  'fields',
  'include_fields',
  'category_id',
];
const getters = Object.defineProperties(
  {},
  Object.fromEntries(keys.map((key) => [key, { get: boom, enumerable: true }])),
);

const wrong: [what: string, value: unknown][] = [
  ['throwing getters', getters],
  ['a proxy that throws', hostile],
  ['a toJSON that throws', { ...plain, toJSON: boom }],
  ['a cycle', cycle],
  ['a bigint', { text: 1n, title: 1n, message_id: 1n, chat_ids: [1n], last_sync_time: 1n, limit: 1n }],
];

/** Every method that takes an object or a list of the caller's. */
const methods: [name: string, run: (cliq: Cliq, value: never) => Promise<unknown>][] = [
  ['pins.list', ({ pins }, value) => pins.list(chatId, value).toArray()],
  ['pins.add', ({ pins }, value) => pins.add(chatId, value)],
  ['pins.reorder', ({ pins }, value) => pins.reorder(chatId, value)],
  ['pins.remove', ({ pins }, value) => pins.remove(chatId, value)],
  ['folders.list', ({ folders }, value) => folders.list(value).toArray()],
  ['folders.create', ({ folders }, value) => folders.create(value)],
  ['folders.createWithChats', ({ folders }, value) => folders.createWithChats(value)],
  ['folders.update', ({ folders }, value) => folders.update('1', value)],
  ['folders.updateDetails', ({ folders }, value) => folders.updateDetails('1', value)],
  ['folders.reorder', ({ folders }, value) => folders.reorder('1', value)],
  ['folders.replaceChats', ({ folders }, value) => folders.replaceChats('1', value)],
  ['folders.delete', ({ folders }, value) => folders.delete('1', value)],
  ['folders.pinChat', ({ folders }, value) => folders.pinChat('1', value)],
  ['folders.unpinChats', ({ folders }, value) => folders.unpinChats(value)],
  ['threads.start', ({ threads }, value) => threads.start({ chatId }, value)],
  [
    'threads.start (target)',
    ({ threads }, value) => threads.start(value, { text: 'a', thread_message_id: '1_2' }),
  ],
  ['threads.reply', ({ threads }, value) => threads.reply(thread, value)],
  ['threads.reply (query)', ({ threads }, value) => threads.reply(thread, { text: 'a' }, value)],
  ['threads.updateState', ({ threads }, value) => threads.updateState(thread, value)],
  ['threads.addFollowers', ({ threads }, value) => threads.addFollowers(thread, value)],
  ['threads.members', ({ threads }, value) => threads.members(thread, value).toArray()],
];

describe('an argument that fights back', () => {
  const rows = methods.flatMap(([name, run]) =>
    wrong.map(([what, value]) => [name, what, run, value] as const),
  );
  carries.each('I09', rows, 'is refused by %s (%s): typed, and nothing is sent', async ([, , run, value]) => {
    const { fetch, sent } = fakeFetch(json({ data: [], members: [] }));
    let call: Promise<unknown> | undefined;
    expect(() => {
      call = run(cliqOn(fetch), value as never);
    }, 'thrown before there is a promise').not.toThrow();
    const error = await rejectionOf(Promise.resolve(call));
    expect(isCliqError(error), `a bare error: ${String(error)}`).toBe(true);
    expect(error).toMatchObject({ name: 'InputError', outcome: 'notApplied' });
    expect(sent).toEqual([]);
  });
});
