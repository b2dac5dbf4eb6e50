import { describe, expect, test } from 'vitest';
import type { CallOptions, Cliq, Middleware, OperationDescriptor, OperationId } from '../src/index.ts';
import { createCliq, Folders, operations, Pins, Threads } from '../src/index.ts';
import { accessToken } from './support/connect.ts';
import { exampleReply } from './support/example-reply.ts';
import { recordingFetch } from './support/recording-fetch.ts';

/** A method, the operation it calls, and a call of it. */
type Row = [
  method: string,
  operation: OperationId,
  call: (cliq: Cliq, options: CallOptions) => Promise<unknown>,
];

const chat = '1488288613043522033';
const folder = '4000000020001';
const thread = 'CT_2242125513190139257_855711548-T-2263887074117538898';
const last_sync_time = 1773927512706;
const first = { text: 'Hello', thread_message_id: '1_1' };
const pin = { message_id: '1_1', expiry_time: -1, notify: false };
const move = { message_id: '1_1', last_sync_time };

/** Every way into the service. A method with several meanings has a row for each. */
const rows: Row[] = [
  ['pins.list', 'getPinnedMessages', ({ pins }, o) => pins.list(chat, {}, o).toArray()],
  ['pins.getPrimary', 'getPrimaryPinnedMessage', ({ pins }, o) => pins.getPrimary(chat, o)],
  ['pins.add', 'addPinnedMessage', ({ pins }, o) => pins.add(chat, pin, o)],
  ['pins.reorder', 'reorderPinnedMessages', ({ pins }, o) => pins.reorder(chat, move, o)],
  ['pins.remove', 'deletePinnedMessages', ({ pins }, o) => pins.remove(chat, ['1_1'], o)],
  ['pins.clear', 'deletePinnedMessages', ({ pins }, o) => pins.clear(chat, o)],

  ['folders.list', 'getPinCategories', ({ folders }, o) => folders.list({}, o).toArray()],
  ['folders.create', 'createPinCategory', ({ folders }, o) => folders.create({ title: 'T' }, o)],
  [
    'folders.createWithChats',
    'createPinCategory',
    ({ folders }, o) => folders.createWithChats({ title: 'T', chat_ids: [chat] }, o),
  ],
  ['folders.update', 'updatePinCategory', ({ folders }, o) => folders.update(folder, { title: 'T' }, o)],
  [
    'folders.update',
    'reorderChatInCategory',
    ({ folders }, o) => folders.update(folder, { chat_id: chat, last_sync_time }, o),
  ],
  ['folders.update', 'reorderCategory', ({ folders }, o) => folders.update(folder, { last_sync_time }, o)],
  [
    'folders.update',
    'bulkUpdateChatsInCategory',
    ({ folders }, o) => folders.update(folder, { chat_ids: [chat], last_sync_time }, o),
  ],
  [
    'folders.updateDetails',
    'updatePinCategory',
    ({ folders }, o) => folders.updateDetails(folder, { title: 'T' }, o),
  ],
  [
    'folders.reorderChat',
    'reorderChatInCategory',
    ({ folders }, o) => folders.reorderChat(folder, { chat_id: chat, last_sync_time }, o),
  ],
  ['folders.reorder', 'reorderCategory', ({ folders }, o) => folders.reorder(folder, { last_sync_time }, o)],
  [
    'folders.replaceChats',
    'bulkUpdateChatsInCategory',
    ({ folders }, o) => folders.replaceChats(folder, { chat_ids: [chat], last_sync_time }, o),
  ],
  ['folders.delete', 'deletePinCategory', ({ folders }, o) => folders.delete(folder, {}, o)],
  ['folders.pinChat', 'pinChat', ({ folders }, o) => folders.pinChat(chat, {}, o)],
  ['folders.unpinChat', 'unpinChat', ({ folders }, o) => folders.unpinChat(chat, o)],
  ['folders.unpinChats', 'removeChatsAcrossCategories', ({ folders }, o) => folders.unpinChats([chat], o)],

  [
    'threads.start',
    'createThreadMessageByChannelId',
    ({ threads }, o) => threads.start({ channelId: 'P1' }, first, {}, o),
  ],
  [
    'threads.start',
    'createThreadMessageByChatId',
    ({ threads }, o) => threads.start({ chatId: chat }, first, {}, o),
  ],
  [
    'threads.start',
    'createThreadMessageByChannelUniqueName',
    ({ threads }, o) => threads.start({ channelName: 'launch' }, first, {}, o),
  ],
  ['threads.reply', 'sendMessageToThread', ({ threads }, o) => threads.reply(thread, { text: 'Hi' }, {}, o)],
  ['threads.get', 'getThreadDetailsV3', ({ threads }, o) => threads.get(thread, o)],
  ['threads.getMainMessage', 'getThreadMainMessage', ({ threads }, o) => threads.getMainMessage(thread, o)],
  [
    'threads.updateState',
    'updateThreadState',
    ({ threads }, o) => threads.updateState(thread, { action: 'follow' }, {}, o),
  ],
  ['threads.close', 'updateThreadState', ({ threads }, o) => threads.close(thread, {}, o)],
  ['threads.reopen', 'updateThreadState', ({ threads }, o) => threads.reopen(thread, {}, o)],
  ['threads.followers', 'getThreadFollowers', ({ threads }, o) => threads.followers(thread, o).toArray()],
  [
    'threads.nonFollowers',
    'getThreadNonFollowers',
    ({ threads }, o) => threads.nonFollowers(thread, o).toArray(),
  ],
  ['threads.addFollowers', 'addThreadFollowers', ({ threads }, o) => threads.addFollowers(thread, ['8'], o)],
  [
    'threads.removeFollowers',
    'removeThreadFollowers',
    ({ threads }, o) => threads.removeFollowers(thread, ['8'], o),
  ],
  ['threads.members', 'getThreadMembers', ({ threads }, o) => threads.members(thread, {}, o).toArray()],
  ['threads.follow', 'followThread', ({ threads }, o) => threads.follow(thread, o)],
  ['threads.unfollow', 'unfollowThread', ({ threads }, o) => threads.unfollow(thread, o)],
  ['threads.leave', 'leaveThread', ({ threads }, o) => threads.leave(thread, o)],
  ['threads.mute', 'muteThread', ({ threads }, o) => threads.mute(thread, o)],
  ['threads.unmute', 'unmuteThread', ({ threads }, o) => threads.unmute(thread, o)],
];

/** A method that reads before it writes, and the operations it calls, in order. */
const composed: [method: string, operations: OperationId[], call: Row[2]][] = [
  [
    'folders.edit',
    ['getPinCategories', 'bulkUpdateChatsInCategory'],
    ({ folders }, o) => folders.edit(folder, () => [], o),
  ],
  [
    'folders.reorder',
    ['getPinCategories', 'reorderCategory'],
    ({ folders }, o) => folders.reorder(folder, {}, o),
  ],
  [
    'folders.reorderChat',
    ['getPinCategories', 'reorderChatInCategory'],
    ({ folders }, o) => folders.reorderChat(folder, { chat_id: chat }, o),
  ],
  [
    'pins.reorder',
    ['getPinnedMessages', 'reorderPinnedMessages'],
    ({ pins }, o) => pins.reorder(chat, { message_id: '1_1' }, o),
  ],
  [
    'pins.remove',
    ['getPinnedMessages', 'deletePinnedMessages', 'getPinnedMessages'],
    ({ pins }, o) => pins.remove(chat, ['1_1'], { ...o, verify: true }),
  ],
];

/** Whether a URL is one of an operation's: its path with an id for each placeholder. */
function isOf({ path }: OperationDescriptor, url: string): boolean {
  const pattern = path.replace(/\{[^{}]+\}/g, '[^/]+');
  return new RegExp(`^/api/v3${pattern}$`).test(new URL(url).pathname);
}

function methodsOf(module: string, { prototype }: { prototype: object }): string[] {
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => `${module}.${name}`);
}

describe('the table of methods', () => {
  test('reaches every operation of the specs', () => {
    const reached = new Set(rows.map(([, operation]) => operation));
    expect([...reached].sort()).toEqual(Object.keys(operations).sort());
    expect(reached.size).toBe(32);
  });

  test('holds every method of the three modules', () => {
    const methods = [
      ...methodsOf('pins', Pins),
      ...methodsOf('folders', Folders),
      ...methodsOf('threads', Threads),
    ];
    const known = new Set([...rows, ...composed].map(([method]) => method));
    expect([...known].sort()).toEqual(methods.sort());
  });
});

test.each(rows)('%s calls %s, once, at its URL', async (_method, id, call) => {
  const called: (string | undefined)[] = [];
  const record: Middleware = (request, { operation }, next) => {
    called.push(operation?.id);
    return next(request);
  };
  const { fetch, sent } = recordingFetch(exampleReply(id));
  const cliq = createCliq({ dataCenter: 'in', credentials: { accessToken }, fetch, middleware: [record] });
  await call(cliq, {});

  expect(called).toEqual([id]);
  expect(sent).toHaveLength(1);
  const [request] = sent;
  expect(request?.method).toBe(operations[id].method);
  expect(request?.url).toMatch(/^https:\/\/cliq\.zoho\.in\//);
  expect(isOf(operations[id], request?.url ?? '')).toBe(true);
});

test.each(rows)('%s (%s) hands its options on', async (_method, id, call) => {
  const seen: CallOptions[] = [];
  const record: Middleware = (request, { signal, deadline }, next) => {
    seen.push({ signal, deadline });
    return next(request);
  };
  const { fetch } = recordingFetch(exampleReply(id));
  const cliq = createCliq({ dataCenter: 'in', credentials: { accessToken }, fetch, middleware: [record] });
  const { signal } = new AbortController();
  await call(cliq, { signal, deadline: 60_000 });

  expect(seen).toEqual([{ signal, deadline: 60_000 }]);
  expect(seen[0]?.signal).toBe(signal);
});

test.each(composed)('%s calls %s, each with its options', async (_method, ids, call) => {
  const seen: unknown[] = [];
  const record: Middleware = (request, { operation, signal, deadline }, next) => {
    seen.push({ id: operation?.id, signal, deadline });
    return next(request);
  };
  const headers = { date: 'Sun, 22 Nov 2026 06:00:00 GMT' };
  const { fetch, sent } = recordingFetch(...ids.map((id) => ({ ...exampleReply(id), headers })));
  const cliq = createCliq({ dataCenter: 'in', credentials: { accessToken }, fetch, middleware: [record] });
  const { signal } = new AbortController();
  await call(cliq, { signal, deadline: 60_000 });

  expect(seen).toEqual(ids.map((id) => ({ id, signal, deadline: 60_000 })));
  expect(sent).toHaveLength(ids.length);
  for (const [index, id] of ids.entries()) expect(isOf(operations[id], sent[index]?.url ?? '')).toBe(true);
});
