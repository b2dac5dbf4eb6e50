import type { ApiCall, BatchResult, List } from '@cliqkit/core';
import { isApiError } from '@cliqkit/core';
import { describe, expectTypeOf, test } from 'vitest';
import type {
  ChatMove,
  ChatsChange,
  Folder,
  FolderMove,
  Folders,
  FoldersReply,
  FolderUpdate,
  PinnedChat,
} from '../src/index.ts';
import { createFolders } from '../src/index.ts';

declare const folders: Folders;
declare const error: unknown;
declare const options: { signal: AbortSignal; deadline: number };
const folder = '4000000020001';
const chat = '1488288613043522033';

type CommonCode =
  | 'oauthtoken_invalid'
  | 'oauthtoken_scope_invalid'
  | 'request_limit_exceeded'
  | 'rate_limit_exceeded'
  | 'extra_param_found';
type QueryCode = CommonCode | 'input_pattern_mismatch';
type BodyCode = QueryCode | 'extra_key_found';
type UpdateCode = 'client_not_synced' | 'invalid_inputs' | 'operation_failed' | 'param_missing' | BodyCode;

test('createFolders', () => {
  expectTypeOf(createFolders).returns.toEqualTypeOf<Folders>();
  // @ts-expect-error credentials are missing
  createFolders({ dataCenter: 'eu' });
});

describe('getPinCategories', () => {
  test('calls', () => {
    expectTypeOf(folders.list()).toEqualTypeOf<List<Folder, FoldersReply>>();
    expectTypeOf(folders.list).toBeCallableWith(
      { include_fields: ['chats', 'recipients_summary', 'last_message_info'] },
      options,
    );
    expectTypeOf(folders.list().toArray()).resolves.toEqualTypeOf<Folder[]>();
  });
  test('misuses', async () => {
    // @ts-expect-error nothing of that name can be added
    folders.list({ include_fields: ['members'] });
    // @ts-expect-error one field is a list of one
    folders.list({ include_fields: 'chats' });
    // @ts-expect-error folders come in one page
    folders.list({ next_token: 'n' });
    for await (const item of folders.list()) {
      // @ts-expect-error the default folder has no title
      item.title.length;
      // @ts-expect-error chats are there only when asked for
      item.chats.length;
      // @ts-expect-error the service calls it category_id
      item.id;
    }
  });
  test('error codes', () => {
    if (isApiError(error, 'getPinCategories')) {
      expectTypeOf(error.code).toEqualTypeOf<'operation_failed' | QueryCode | undefined>();
    }
    // @ts-expect-error everybody may read their own folders
    if (isApiError(error, 'getPinCategories') && error.code === 'operation_not_allowed') throw error;
  });
});

describe('createPinCategory', () => {
  test('calls', () => {
    expectTypeOf(folders.create({ title: 'Launch' })).toEqualTypeOf<ApiCall<Folder>>();
    expectTypeOf(folders.create).toBeCallableWith(
      { title: 'Launch', symbol: ':rocket:', chat_ids: [chat] },
      options,
    );
    const created = folders.createWithChats({ title: 'Launch', chat_ids: [chat] });
    expectTypeOf(created).toEqualTypeOf<Promise<{ folder: Folder; chats: BatchResult }>>();
    expectTypeOf(folders.createWithChats).toBeCallableWith(
      { title: 'Launch', symbol: ':rocket:', chat_ids: [chat] },
      options,
    );
  });
  test('misuses', async () => {
    // @ts-expect-error a folder needs a title
    folders.create({ chat_ids: [chat] });
    // @ts-expect-error a title is text
    folders.create({ title: 1 });
    // @ts-expect-error an id is a string
    folders.create({ title: 'Launch', chat_ids: [1488288] });
    // @ts-expect-error a new folder is always expanded
    folders.create({ title: 'Launch', state: 'collapsed' });
    // @ts-expect-error data is already taken out
    (await folders.create({ title: 'Launch' })).data;
    // @ts-expect-error without chats it is create
    folders.createWithChats({ title: 'Launch' });
    // @ts-expect-error a folder needs a title
    folders.createWithChats({ chat_ids: [chat] });
    // @ts-expect-error an id is a string
    folders.createWithChats({ title: 'Launch', chat_ids: [1488288] });
    // @ts-expect-error several calls have no one response
    folders.createWithChats({ title: 'Launch', chat_ids: [chat] }).withResponse();
  });
  test('error codes', () => {
    if (isApiError(error, 'createPinCategory')) {
      expectTypeOf(error.code).toEqualTypeOf<
        | 'operation_not_allowed'
        | 'max_folders_error'
        | 'max_pins_error'
        | 'operation_failed'
        | 'param_missing'
        | BodyCode
        | undefined
      >();
    }
    // @ts-expect-error that is pinChat's
    if (isApiError(error, 'createPinCategory') && error.code === 'chat_access_denied') throw error;
  });
});

describe('removeChatsAcrossCategories', () => {
  test('calls', () => {
    expectTypeOf(folders.unpinChats([chat])).toEqualTypeOf<Promise<BatchResult>>();
    expectTypeOf(folders.unpinChats).toBeCallableWith([chat] as const, options);
  });
  test('misuses', () => {
    // @ts-expect-error one id is a list of one
    folders.unpinChats(chat);
    // @ts-expect-error an id is a string
    folders.unpinChats([1488288]);
    // @ts-expect-error which chats is missing
    folders.unpinChats();
  });
  test('error codes', () => {
    if (isApiError(error, 'removeChatsAcrossCategories')) {
      expectTypeOf(error.code).toEqualTypeOf<'operation_failed' | 'param_missing' | QueryCode | undefined>();
    }
    // @ts-expect-error that is unpinChat's
    if (isApiError(error, 'removeChatsAcrossCategories') && error.code === 'chat_access_denied') throw error;
  });
});

describe('update, of one of four meanings', () => {
  test('calls', () => {
    expectTypeOf(folders.update(folder, { title: 'Launch' })).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(folders.update).toBeCallableWith(folder, { symbol: '' });
    expectTypeOf(folders.update).toBeCallableWith(folder, { state: 'expanded' });
    expectTypeOf(folders.update).toBeCallableWith(
      folder,
      { title: 'Launch', symbol: ':rocket:', state: 'collapsed' },
      options,
    );
    expectTypeOf(folders.update).toBeCallableWith(folder, { chat_id: chat, last_sync_time: 1 });
    expectTypeOf(folders.update).toBeCallableWith(
      folder,
      { chat_id: chat, pin_above: '2', last_sync_time: '2026-03-19T19:08:32+05:30' },
      options,
    );
    expectTypeOf(folders.update).toBeCallableWith(folder, { last_sync_time: 1 });
    expectTypeOf(folders.update).toBeCallableWith(folder, { pin_above: '2', last_sync_time: 1 }, options);
    expectTypeOf(folders.update).toBeCallableWith(folder, { chat_ids: [chat], last_sync_time: 1 }, options);
    expectTypeOf(folders.update).parameter(1).toEqualTypeOf<FolderUpdate>();
  });
  test('mixtures of two meanings', () => {
    // @ts-expect-error details and a chat move
    folders.update(folder, { title: 'Launch', chat_id: chat, last_sync_time: 1 });
    // @ts-expect-error details and a folder move
    folders.update(folder, { title: 'Launch', last_sync_time: 1 });
    // @ts-expect-error details and a folder move, with its place
    folders.update(folder, { state: 'collapsed', pin_above: '2', last_sync_time: 1 });
    // @ts-expect-error details and chats
    folders.update(folder, { title: 'Launch', chat_ids: [chat], last_sync_time: 1 });
    // @ts-expect-error a symbol and chats, even without the sync time
    folders.update(folder, { symbol: '', chat_ids: [chat] });
    // @ts-expect-error a chat move and chats
    folders.update(folder, { chat_id: chat, chat_ids: [chat], last_sync_time: 1 });
    // @ts-expect-error a folder move and chats
    folders.update(folder, { pin_above: '2', chat_ids: [chat], last_sync_time: 1 });
  });
  test('other misuses', () => {
    // @ts-expect-error nothing to change
    folders.update(folder, {});
    // @ts-expect-error nothing to change either
    folders.update(folder, { title: undefined });
    // @ts-expect-error no such key
    folders.update(folder, { colour: 'red' });
    // @ts-expect-error no such key beside one that is right
    folders.update(folder, { title: 'Launch', colour: 'red' });
    // @ts-expect-error no such state
    folders.update(folder, { state: 'open' });
    // @ts-expect-error a move is always based on a read
    folders.update(folder, { chat_id: chat });
    // @ts-expect-error a folder move too
    folders.update(folder, { pin_above: '2' });
    // @ts-expect-error chats too
    folders.update(folder, { chat_ids: [chat] });
    // @ts-expect-error an id is a string
    folders.update(folder, { chat_id: 1488288, last_sync_time: 1 });
    // @ts-expect-error an id is a string
    folders.update(4000000020001, { title: 'Launch' });
    // @ts-expect-error a body is missing
    folders.update(folder);
  });
});

describe('updatePinCategory', () => {
  test('calls', () => {
    expectTypeOf(folders.updateDetails(folder, { title: 'Launch' })).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(folders.updateDetails).toBeCallableWith(
      folder,
      { title: 'Launch', symbol: '', state: 'expanded' },
      options,
    );
  });
  test('misuses', () => {
    // @ts-expect-error nothing to change
    folders.updateDetails(folder, {});
    // @ts-expect-error no such state
    folders.updateDetails(folder, { state: 'open' });
    // @ts-expect-error a title is text
    folders.updateDetails(folder, { title: 1 });
    // @ts-expect-error the chats are replaceChats'
    folders.updateDetails(folder, { title: 'Launch', chat_ids: [chat] });
    // @ts-expect-error an id is a string
    folders.updateDetails(1, { title: 'Launch' });
  });
  test('error codes', () => {
    if (isApiError(error, 'updatePinCategory'))
      expectTypeOf(error.code).toEqualTypeOf<UpdateCode | undefined>();
    // @ts-expect-error the maximum is of creation
    if (isApiError(error, 'updatePinCategory') && error.code === 'max_folders_error') throw error;
  });
});

describe('reorderChatInCategory', () => {
  test('calls', () => {
    expectTypeOf(folders.reorderChat(folder, { chat_id: chat })).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(folders.reorderChat).toBeCallableWith(folder, { chat_id: chat, pin_above: '2' }, options);
    expectTypeOf(folders.reorderChat).toBeCallableWith(folder, { chat_id: chat, last_sync_time: 1 });
    expectTypeOf(folders.reorderChat).parameter(1).toEqualTypeOf<ChatMove>();
    expectTypeOf(folders.reorderChat).toBeCallableWith(
      folder,
      { chat_id: chat, pin_above: '2', last_sync_time: '2026-03-19T19:08:32+05:30' },
      options,
    );
  });
  test('misuses', () => {
    // @ts-expect-error which chat is missing
    folders.reorderChat(folder, { last_sync_time: 1 });
    // @ts-expect-error which chat is missing
    folders.reorderChat(folder, {});
    // @ts-expect-error a body is missing
    folders.reorderChat(folder);
    // @ts-expect-error a page without a Date header has no sync time: decide what to do then
    folders.reorderChat(folder, { chat_id: chat, last_sync_time: undefined });
    // @ts-expect-error no such key, with no sync time either
    folders.reorderChat(folder, { chat_id: chat, above: '2' });
    // @ts-expect-error several chats are edit's
    folders.reorderChat(folder, { chat_ids: [chat] });
    // @ts-expect-error an id is a string
    folders.reorderChat(folder, { chat_id: 1, last_sync_time: 1 });
    // @ts-expect-error a Date is not one of the forms of a moment
    folders.reorderChat(folder, { chat_id: chat, last_sync_time: new Date() });
    // @ts-expect-error no such key
    folders.reorderChat(folder, { chat_id: chat, last_sync_time: 1, title: 'Launch' });
    // @ts-expect-error an id is a string
    folders.reorderChat(1, { chat_id: chat, last_sync_time: 1 });
  });
  test('error codes', () => {
    if (isApiError(error, 'reorderChatInCategory')) {
      expectTypeOf(error.code).toEqualTypeOf<UpdateCode | undefined>();
    }
    // @ts-expect-error that is pinChat's
    if (isApiError(error, 'reorderChatInCategory') && error.code === 'chat_access_denied') throw error;
  });
});

describe('reorderCategory', () => {
  test('calls', () => {
    expectTypeOf(folders.reorder(folder)).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(folders.reorder).toBeCallableWith(folder, {}, options);
    expectTypeOf(folders.reorder).toBeCallableWith(folder, { pin_above: '2' });
    expectTypeOf(folders.reorder).toBeCallableWith(folder, { last_sync_time: 1 });
    expectTypeOf(folders.reorder).parameter(1).toEqualTypeOf<FolderMove | undefined>();
    expectTypeOf(folders.reorder).toBeCallableWith(folder, { pin_above: '2', last_sync_time: 1 }, options);
  });
  test('misuses', () => {
    // @ts-expect-error the place is in the body
    folders.reorder(folder, '2');
    // @ts-expect-error no such key
    folders.reorder(folder, { above: '2' });
    // @ts-expect-error a page without a Date header has no sync time: decide what to do then
    folders.reorder(folder, { last_sync_time: undefined });
    // @ts-expect-error a title is updateDetails'
    folders.reorder(folder, { title: 'Launch' });
    // @ts-expect-error which folder is missing
    folders.reorder();
    // @ts-expect-error to move a chat is reorderChat, with no sync time either
    folders.reorder(folder, { chat_id: chat });
    // @ts-expect-error to move a chat is reorderChat
    folders.reorder(folder, { chat_id: chat, last_sync_time: 1 });
    // @ts-expect-error an id is a string
    folders.reorder(folder, { pin_above: 2, last_sync_time: 1 });
    // @ts-expect-error an id is a string
    folders.reorder(1, { last_sync_time: 1 });
  });
  test('error codes', () => {
    if (isApiError(error, 'reorderCategory'))
      expectTypeOf(error.code).toEqualTypeOf<UpdateCode | undefined>();
    // @ts-expect-error the default folder may move too
    if (isApiError(error, 'reorderCategory') && error.code === 'operation_not_allowed') throw error;
  });
});

describe('bulkUpdateChatsInCategory', () => {
  test('calls', () => {
    const replaced = folders.replaceChats(folder, { chat_ids: [chat], last_sync_time: 1 });
    expectTypeOf(replaced).toEqualTypeOf<Promise<BatchResult>>();
    expectTypeOf(folders.replaceChats).toBeCallableWith(
      folder,
      { chat_ids: [], last_sync_time: '2026-03-19T19:08:32+05:30' },
      options,
    );
  });
  test('misuses', () => {
    // @ts-expect-error which chats is missing
    folders.replaceChats(folder, { last_sync_time: 1 });
    // @ts-expect-error a replacement is always based on a read
    folders.replaceChats(folder, { chat_ids: [chat] });
    // @ts-expect-error one id is a list of one
    folders.replaceChats(folder, { chat_ids: chat, last_sync_time: 1 });
    // @ts-expect-error an id is a string
    folders.replaceChats(folder, { chat_ids: [1488288], last_sync_time: 1 });
    // @ts-expect-error no such key
    folders.replaceChats(folder, { chat_ids: [chat], last_sync_time: 1, title: 'Launch' });
    // @ts-expect-error an id is a string
    folders.replaceChats(1, { chat_ids: [chat], last_sync_time: 1 });
    // @ts-expect-error several calls have no one response
    folders.replaceChats(folder, { chat_ids: [chat], last_sync_time: 1 }).withResponse();
  });
  test('calls of edit', () => {
    expectTypeOf(folders.edit(folder, () => [])).toEqualTypeOf<Promise<BatchResult>>();
    expectTypeOf(folders.edit).toBeCallableWith(folder, (chats) => [...chats, chat], options);
    expectTypeOf(folders.edit).toBeCallableWith(folder, (chats) => chats.map(({ chat_id }) => chat_id));
    expectTypeOf(folders.edit).toBeCallableWith(folder, () => [chat] as const);
    expectTypeOf(folders.edit).parameter(1).toEqualTypeOf<ChatsChange>();
    expectTypeOf<ChatsChange>().parameter(0).toEqualTypeOf<readonly PinnedChat[]>();
  });
  test('misuses of edit', () => {
    // @ts-expect-error what becomes of the chats is missing
    folders.edit(folder);
    // @ts-expect-error chats in place of a function of them would be replaceChats
    folders.edit(folder, [chat]);
    // @ts-expect-error an id is a string
    folders.edit(1, () => []);
    // @ts-expect-error it must answer
    folders.edit(folder, () => undefined);
    // @ts-expect-error it must answer in every case
    folders.edit(folder, (chats) => (chats.length > 1 ? [chat] : undefined));
    // @ts-expect-error at once: while it waits somebody else changes the folder
    folders.edit(folder, async (chats) => [...chats, chat]);
    // @ts-expect-error one id is a list of one
    folders.edit(folder, () => chat);
    // @ts-expect-error an id is a string
    folders.edit(folder, () => [1488288]);
    // @ts-expect-error a folder's chats are named by chat_id
    folders.edit(folder, () => [{ id: chat }]);
    // @ts-expect-error the body of a call
    folders.edit(folder, () => ({ chat_ids: [chat] }));
    // @ts-expect-error the chats that it gets are not to be changed
    folders.edit(folder, (chats) => chats.reverse());
    // @ts-expect-error nor added to
    folders.edit(folder, (chats) => [chats.push()].map(String));
    // @ts-expect-error it gets nothing else
    folders.edit(folder, (chats, title) => [...chats, title]);
    // @ts-expect-error a deadline is milliseconds
    folders.edit(folder, () => [], { deadline: '5s' });
    // @ts-expect-error the read has its own sync time
    folders.edit(folder, () => [], { last_sync_time: 1 });
    // @ts-expect-error several calls have no one response
    folders.edit(folder, () => []).withResponse();
  });
  test('error codes', () => {
    if (isApiError(error, 'bulkUpdateChatsInCategory')) {
      expectTypeOf(error.code).toEqualTypeOf<UpdateCode | 'max_pins_error' | undefined>();
    }
    // @ts-expect-error that is pinChat's
    if (isApiError(error, 'bulkUpdateChatsInCategory') && error.code === 'chat_access_denied') throw error;
  });
});

describe('deletePinCategory', () => {
  test('calls', () => {
    expectTypeOf(folders.delete(folder)).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(folders.delete).toBeCallableWith(folder, { unpin_all: true }, options);
  });
  test('misuses', () => {
    // @ts-expect-error an id is a string
    folders.delete(1);
    // @ts-expect-error unpin_all is a boolean
    folders.delete(folder, { unpin_all: 'true' });
    // @ts-expect-error no such parameter
    folders.delete(folder, { force: true });
    // @ts-expect-error which folder is missing
    folders.delete();
  });
  test('error codes', () => {
    if (isApiError(error, 'deletePinCategory')) {
      expectTypeOf(error.code).toEqualTypeOf<
        'operation_not_allowed' | 'operation_failed' | QueryCode | undefined
      >();
    }
    // @ts-expect-error a deletion has no conflict
    if (isApiError(error, 'deletePinCategory') && error.code === 'client_not_synced') throw error;
  });
});

describe('pinChat', () => {
  test('calls', () => {
    expectTypeOf(folders.pinChat(chat)).resolves.toEqualTypeOf<{ chat_id: string; category_id: string }>();
    expectTypeOf(folders.pinChat).toBeCallableWith(chat, { category_id: folder }, options);
  });
  test('misuses', async () => {
    // @ts-expect-error an id is a string
    folders.pinChat(1);
    // @ts-expect-error an id is a string
    folders.pinChat(chat, { category_id: 1 });
    // @ts-expect-error the service calls it category_id
    folders.pinChat(chat, { folder_id: folder });
    // @ts-expect-error the folder is in an object
    folders.pinChat(chat, folder);
    // @ts-expect-error the type of the reply is not handed out
    (await folders.pinChat(chat)).type;
  });
  test('error codes', () => {
    if (isApiError(error, 'pinChat')) {
      expectTypeOf(error.code).toEqualTypeOf<
        | 'max_pins_error'
        | 'chat_access_denied'
        | 'operation_not_allowed'
        | 'chat_operation_failed'
        | BodyCode
        | undefined
      >();
    }
    // @ts-expect-error its own word is chat_operation_failed
    if (isApiError(error, 'pinChat') && error.code === 'operation_failed') throw error;
  });
});

describe('unpinChat', () => {
  test('calls', () => {
    expectTypeOf(folders.unpinChat(chat)).resolves.toEqualTypeOf<{ chat_id: string }>();
    expectTypeOf(folders.unpinChat).toBeCallableWith(chat, options);
  });
  test('misuses', async () => {
    // @ts-expect-error an id is a string
    folders.unpinChat(1);
    // @ts-expect-error a chat is in one folder at most: it is not asked for
    folders.unpinChat(chat, { category_id: folder });
    // @ts-expect-error the reply does not say which folder it was in
    (await folders.unpinChat(chat)).category_id;
  });
  test('error codes', () => {
    if (isApiError(error, 'unpinChat')) {
      expectTypeOf(error.code).toEqualTypeOf<
        'chat_access_denied' | 'chat_operation_failed' | CommonCode | undefined
      >();
    }
    // @ts-expect-error unpinning has no maximum
    if (isApiError(error, 'unpinChat') && error.code === 'max_pins_error') throw error;
  });
});
