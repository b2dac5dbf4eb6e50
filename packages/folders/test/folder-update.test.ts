import { InputError } from '@cliqkit/core';
import { describe, expect, test } from 'vitest';
import { connect } from '../../cliqkit/test/support/connect.ts';
import { failureOf } from '../../cliqkit/test/support/failure-of.ts';
import type { FolderUpdate } from '../src/index.ts';
import { createFolders } from '../src/index.ts';

/** A body that only plain JavaScript can send: the types refuse it, so it is handed over untyped. */
function untyped(body: unknown): FolderUpdate {
  return body as FolderUpdate;
}

const details = { title: 'Launch' };
const chatMove = { chat_id: '1', pin_above: '2', last_sync_time: 1 };
const folderMove = { pin_above: '4000000020002', last_sync_time: 1 };
const exactChats = { chat_ids: ['1'], last_sync_time: 1 };

/** Two of the four meanings in one body, and the operations that the error must name. */
const mixtures: [string, unknown, string[]][] = [
  ['details and chat move', { ...details, ...chatMove }, ['updatePinCategory', 'reorderChatInCategory']],
  ['details and folder move', { ...details, ...folderMove }, ['updatePinCategory', 'reorderCategory']],
  ['details and chats', { ...details, ...exactChats }, ['updatePinCategory', 'bulkUpdateChatsInCategory']],
  [
    'chat move and chats',
    { ...chatMove, ...exactChats },
    ['reorderChatInCategory', 'bulkUpdateChatsInCategory'],
  ],
  [
    'folder move and chats',
    { ...folderMove, ...exactChats },
    ['reorderCategory', 'bulkUpdateChatsInCategory'],
  ],
  [
    'state and chats',
    { state: 'collapsed', ...exactChats },
    ['updatePinCategory', 'bulkUpdateChatsInCategory'],
  ],
  ['symbol and chat move', { symbol: '', ...chatMove }, ['updatePinCategory', 'reorderChatInCategory']],
];

describe('a body of two meanings', () => {
  test.each(mixtures)('%s is refused with both operations named', async (_name, body, operations) => {
    const { module: folders, sent } = connect(createFolders);
    const failure = await failureOf(folders.update('default', untyped(body)));
    expect(failure).toBeInstanceOf(InputError);
    for (const operation of operations) {
      expect(failure).toHaveProperty('message', expect.stringContaining(operation));
    }
    expect(sent).toEqual([]);
  });

  test('a chat move with the keys of a folder move is still one chat move', async () => {
    const { module: folders, sent } = connect(createFolders, { status: 204 });
    await folders.update('default', { ...folderMove, ...chatMove });
    expect(sent).toMatchObject([{ body: chatMove }]);
  });
});

describe('a body of no meaning', () => {
  test.each([
    ['nothing in it', {}],
    ['only undefined in it', { title: undefined }],
    ['a key that none has', { colour: 'red' }],
    ['a key that none has beside one that one has', { title: 'Launch', colour: 'red' }],
    ['a move without the sync time', { chat_id: '1' }],
    ['a folder move without the sync time', { pin_above: '1' }],
    ['chats without the sync time', { chat_ids: ['1'] }],
    ['an empty title', { title: '' }],
    ['a state that is none', { state: 'open' }],
    ['more chats than one call takes', { chat_ids: Array(101).fill('1'), last_sync_time: 1 }],
    ['a list', [details]],
    ['null', null],
    ['no body', undefined],
  ])('%s is refused by the promise, and nothing is sent', async (_name, body) => {
    const { module: folders, sent } = connect(createFolders);
    expect(await failureOf(folders.update('default', untyped(body)))).toBeInstanceOf(InputError);
    expect(sent).toEqual([]);
  });

  test('withResponse rejects as well', async () => {
    const { module: folders } = connect(createFolders);
    const call = folders.update('default', untyped({}));
    expect(await failureOf(call.withResponse())).toBeInstanceOf(InputError);
  });
});

test('keys that are undefined do not make a mixture', async () => {
  const { module: folders, sent } = connect(createFolders, { status: 204 });
  await folders.update('default', untyped({ ...details, chat_ids: undefined, last_sync_time: undefined }));
  expect(sent).toMatchObject([{ body: details }]);
});
