import type { BatchResult } from '@cliqkit/core';
import type { CallRow } from '../../cliqkit/test/support/describe-calls.ts';
import { dataOf, describeCalls } from '../../cliqkit/test/support/describe-calls.ts';
import type { Folders } from '../src/index.ts';
import { createFolders } from '../src/index.ts';

const id = '4000000020001';
const path = `/pin-categories/${id}`;
const chat = '1488288613043522033';
const otherChat = '1488288613043522034';
const pins = `/chats/${chat}/pins`;
const nothing = (): undefined => undefined;
const allOf = (succeeded: string[]) => (): BatchResult => ({
  ok: true,
  succeeded,
  failed: [],
  unknown: [],
  notAttempted: [],
});

const whole: CallRow<Folders>[] = [
  {
    name: 'list',
    operation: 'getPinCategories',
    call: (folders, _id, options) => folders.list({}, options).toArray(),
    sends: { method: 'GET', path: '/pin-categories' },
    resolves: dataOf,
  },
  {
    name: 'list, with all that can be added',
    operation: 'getPinCategories',
    call: (folders, _id, options) =>
      folders
        .list({ include_fields: ['chats', 'recipients_summary', 'last_message_info'] }, options)
        .toArray(),
    sends: {
      method: 'GET',
      path: '/pin-categories?include_fields=chats,recipients_summary,last_message_info',
    },
    resolves: dataOf,
  },
  {
    name: 'create',
    operation: 'createPinCategory',
    call: (folders, _id, options) => folders.create({ title: 'Launch' }, options),
    sends: { method: 'POST', path: '/pin-categories', body: { title: 'Launch' } },
    resolves: dataOf,
  },
  {
    name: 'create, with a symbol and chats',
    operation: 'createPinCategory',
    call: (folders, _id, options) =>
      folders.create({ title: 'Launch', symbol: ':rocket:', chat_ids: [chat, otherChat] }, options),
    sends: {
      method: 'POST',
      path: '/pin-categories',
      body: { title: 'Launch', symbol: ':rocket:', chat_ids: [chat, otherChat] },
    },
    resolves: dataOf,
  },
  {
    name: 'unpinChats',
    operation: 'removeChatsAcrossCategories',
    call: (folders, _id, options) => folders.unpinChats([chat, 'CT_1_2'], options),
    sends: { method: 'DELETE', path: `/pin-categories?chat_ids=${chat},CT_1_2` },
    resolves: allOf([chat, 'CT_1_2']),
  },
];

const details = { title: 'Launch 2026', symbol: ':rocket:', state: 'collapsed' } as const;
const chatMove = { chat_id: otherChat, pin_above: chat, last_sync_time: 1773927512706 };
const folderMove = { pin_above: '4000000020002', last_sync_time: '2026-03-19T19:08:32+05:30' };
const exactChats = { chat_ids: [otherChat, chat], last_sync_time: 1773927512706 };

const oneFolder: CallRow<Folders>[] = [
  {
    name: 'update, of the details',
    operation: 'updatePinCategory',
    id,
    call: (folders, folder, options) => folders.update(folder, details, options),
    sends: { method: 'PUT', path, body: details },
    resolves: nothing,
  },
  {
    name: 'updateDetails',
    operation: 'updatePinCategory',
    id,
    call: (folders, folder, options) => folders.updateDetails(folder, { symbol: '' }, options),
    sends: { method: 'PUT', path, body: { symbol: '' } },
    resolves: nothing,
  },
  {
    name: 'update, of the place of a chat',
    operation: 'reorderChatInCategory',
    id,
    call: (folders, folder, options) => folders.update(folder, chatMove, options),
    sends: { method: 'PUT', path, body: chatMove },
    resolves: nothing,
  },
  {
    name: 'reorderChat',
    operation: 'reorderChatInCategory',
    id,
    call: (folders, folder, options) =>
      folders.reorderChat(folder, { chat_id: chat, last_sync_time: 1773927512706 }, options),
    sends: { method: 'PUT', path, body: { chat_id: chat, last_sync_time: 1773927512706 } },
    resolves: nothing,
  },
  {
    name: 'update, of its own place',
    operation: 'reorderCategory',
    id,
    call: (folders, folder, options) => folders.update(folder, folderMove, options),
    sends: { method: 'PUT', path, body: folderMove },
    resolves: nothing,
  },
  {
    name: 'reorder, to the end',
    operation: 'reorderCategory',
    id,
    call: (folders, folder, options) => folders.reorder(folder, { last_sync_time: 1773927512706 }, options),
    sends: { method: 'PUT', path, body: { last_sync_time: 1773927512706 } },
    resolves: nothing,
  },
  {
    name: 'update, of its chats',
    operation: 'bulkUpdateChatsInCategory',
    id,
    call: (folders, folder, options) => folders.update(folder, exactChats, options),
    sends: { method: 'PUT', path, body: exactChats },
    resolves: nothing,
  },
  {
    name: 'replaceChats',
    operation: 'bulkUpdateChatsInCategory',
    id,
    call: (folders, folder, options) => folders.replaceChats(folder, exactChats, options),
    sends: { method: 'PUT', path, body: exactChats },
    resolves: allOf(exactChats.chat_ids),
  },
  {
    name: 'replaceChats, by none',
    operation: 'bulkUpdateChatsInCategory',
    id,
    call: (folders, folder, options) =>
      folders.replaceChats(folder, { chat_ids: [], last_sync_time: 1 }, options),
    sends: { method: 'PUT', path, body: { chat_ids: [], last_sync_time: 1 } },
    resolves: allOf([]),
  },
  {
    name: 'delete',
    operation: 'deletePinCategory',
    id,
    call: (folders, folder, options) => folders.delete(folder, {}, options),
    sends: { method: 'DELETE', path },
    resolves: nothing,
  },
  {
    name: 'delete, with its chats',
    operation: 'deletePinCategory',
    id,
    call: (folders, folder, options) => folders.delete(folder, { unpin_all: true }, options),
    sends: { method: 'DELETE', path: `${path}?unpin_all=true` },
    resolves: nothing,
  },
];

const oneChat: CallRow<Folders>[] = [
  {
    name: 'pinChat',
    operation: 'pinChat',
    id: chat,
    call: (folders, chatId, options) => folders.pinChat(chatId, { category_id: id }, options),
    sends: { method: 'POST', path: pins, body: { category_id: id } },
    resolves: dataOf,
  },
  {
    name: 'pinChat, in the default folder',
    operation: 'pinChat',
    id: chat,
    call: (folders, chatId, options) => folders.pinChat(chatId, undefined, options),
    sends: { method: 'POST', path: pins, body: {} },
    resolves: dataOf,
  },
  {
    name: 'unpinChat',
    operation: 'unpinChat',
    id: chat,
    call: (folders, chatId, options) => folders.unpinChat(chatId, options),
    sends: { method: 'DELETE', path: pins },
    resolves: dataOf,
  },
];

describeCalls(createFolders, [...whole, ...oneFolder, ...oneChat]);
