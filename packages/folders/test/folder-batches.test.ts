import { ConflictError, InputError, isApiError } from '@cliqkit/core';
import { operations } from '@cliqkit/types/folders';
import { describe, expect, test } from 'vitest';
import { accessToken, connect } from '../../cliqkit/test/support/connect.ts';
import { failureOf } from '../../cliqkit/test/support/failure-of.ts';
import type { Reply, Sent } from '../../cliqkit/test/support/recording-fetch.ts';
import { recordingFetch } from '../../cliqkit/test/support/recording-fetch.ts';
import { createFolders } from '../src/index.ts';

const folderId = '4000000020001';
const folder = { category_id: folderId, title: 'Launch' };
const created: Reply = { status: 200, json: { data: folder } };
const done: Reply = { status: 204 };
const pinned: Reply = { status: 200, json: { data: { chat_id: 'x', category_id: folderId } } };
const denied: Reply = { status: 400, json: { code: 'chat_access_denied' } };
const broken: Reply = { status: 500 };
const conflict: Reply = { status: 400, json: { code: 'client_not_synced' } };

const chats = (count: number): string[] => Array.from({ length: count }, (_, i) => `${1000 + i}`);
const idsOf = (items: { id: string }[]): string[] => items.map(({ id }) => id);
const repeat = (reply: Reply, count: number): Reply[] => Array(count).fill(reply);
const complete = (succeeded: string[]) => ({
  ok: true,
  succeeded,
  failed: [],
  unknown: [],
  notAttempted: [],
});

/** The requests that pin these chats one by one. */
function pinsOf(ids: string[]): Partial<Sent>[] {
  return ids.map((id) => ({
    method: 'POST',
    url: `https://cliq.zoho.eu/api/v3/chats/${id}/pins`,
    body: { category_id: folderId },
  }));
}

/** Plain JavaScript can send what the types refuse. */
function untyped<T>(value: unknown): T {
  return value as T;
}

describe('unpinChats', () => {
  const { maximum } = operations.removeChatsAcrossCategories.batch;

  test.each([
    [maximum, [maximum]],
    [maximum + 1, [maximum, 1]],
    [2 * maximum + 1, [maximum, maximum, 1]],
  ])('%i ids go in calls of at most the documented maximum, in order', async (count, sizes) => {
    const ids = chats(count);
    const { module: folders, sent } = connect(createFolders, ...repeat(done, sizes.length));
    expect(await folders.unpinChats(ids)).toEqual(complete(ids));
    expect(sent.map(({ url }) => new URL(url).searchParams.get('chat_ids')?.split(','))).toEqual(
      sizes.map((size, i) => ids.slice(i * maximum, i * maximum + size)),
    );
  });

  test('an id given twice is sent once', async () => {
    const { module: folders, sent } = connect(createFolders, done);
    expect(await folders.unpinChats(['1', '2', '1'])).toEqual(complete(['1', '2']));
    expect(sent).toMatchObject([{ url: 'https://cliq.zoho.eu/api/v3/pin-categories?chat_ids=1,2' }]);
  });

  test.each([
    ['an empty list', []],
    ['one id that is not in a list', '12'],
    ['nothing', undefined],
  ])('%s is refused', async (_name, ids) => {
    const { module: folders, sent } = connect(createFolders, done);
    expect(await failureOf(folders.unpinChats(untyped(ids)))).toBeInstanceOf(InputError);
    expect(sent).toEqual([]);
  });

  test.each(['', '1,2'])('the id "%s", which would be read as another, is refused', async (id) => {
    const { module: folders, sent } = connect(createFolders, done);
    expect(await failureOf(folders.unpinChats([id]))).toBeInstanceOf(InputError);
    expect(sent).toEqual([]);
  });

  test('a refused call does not stop the others', async () => {
    const ids = chats(2 * maximum + 1);
    const refused: Reply = { status: 400, json: { code: 'operation_failed' } };
    const { module: folders } = connect(createFolders, done, refused, done);
    const result = await folders.unpinChats(ids);
    expect(result).toMatchObject({ ok: false, unknown: [], notAttempted: [] });
    expect(result.succeeded).toEqual([...ids.slice(0, maximum), ...ids.slice(2 * maximum)]);
    expect(idsOf(result.failed)).toEqual(ids.slice(maximum, 2 * maximum));
  });
});

describe('createWithChats', () => {
  const { maximum } = operations.createPinCategory.batch;

  test.each([0, 1, maximum])('%i chats take one call', async (count) => {
    const chat_ids = chats(count);
    const { module: folders, sent } = connect(createFolders, created);
    expect(await folders.createWithChats({ title: 'Launch', symbol: ':rocket:', chat_ids })).toEqual({
      folder,
      chats: complete(chat_ids),
    });
    expect(sent).toMatchObject([{ method: 'POST', body: { title: 'Launch', symbol: ':rocket:', chat_ids } }]);
    expect(sent).toHaveLength(1);
  });

  test.each([101, 150])(
    'of %i chats, the first go with the folder and the others one by one',
    async (count) => {
      const chat_ids = chats(count);
      const { module: folders, sent } = connect(createFolders, created, ...repeat(pinned, count - maximum));
      expect(await folders.createWithChats({ title: 'Launch', chat_ids })).toEqual({
        folder,
        chats: complete(chat_ids),
      });
      expect(sent[0]?.body).toEqual({ title: 'Launch', chat_ids: chat_ids.slice(0, maximum) });
      expect(sent.slice(1)).toMatchObject(pinsOf(chat_ids.slice(maximum)));
      expect(sent).toHaveLength(1 + count - maximum);
    },
  );

  test('a chat given twice is pinned once', async () => {
    const chat_ids = [...chats(maximum), ...chats(maximum), 'last'];
    const { module: folders, sent } = connect(createFolders, created, pinned);
    const result = await folders.createWithChats({ title: 'Launch', chat_ids });
    expect(result.chats).toEqual(complete([...chats(maximum), 'last']));
    expect(sent.slice(1)).toMatchObject(pinsOf(['last']));
  });

  test('a chat that is refused does not stop those after it', async () => {
    const chat_ids = chats(maximum + 3);
    const { module: folders } = connect(createFolders, created, pinned, denied, pinned);
    const result = await folders.createWithChats({ title: 'Launch', chat_ids });
    expect(result.folder).toEqual(folder);
    expect(result.chats).toMatchObject({ ok: false, unknown: [], notAttempted: [] });
    expect(result.chats.succeeded).toEqual(chat_ids.filter((id) => id !== chat_ids[maximum + 1]));
    expect(idsOf(result.chats.failed)).toEqual([chat_ids[maximum + 1]]);
    expect(isApiError(result.chats.failed[0]?.error, 'pinChat')).toBe(true);
  });

  test('after a failure of the service one chat is unknown and the rest is untried', async () => {
    const chat_ids = chats(maximum + 4);
    const { module: folders, sent } = connect(createFolders, created, pinned, broken);
    const { chats: result } = await folders.createWithChats({ title: 'Launch', chat_ids });
    expect(result.succeeded).toEqual(chat_ids.slice(0, maximum + 1));
    expect(idsOf(result.unknown)).toEqual([chat_ids[maximum + 1]]);
    expect(result.notAttempted).toEqual(chat_ids.slice(maximum + 2));
    expect(result.failed).toEqual([]);
    expect(sent).toHaveLength(3);
  });

  test('its signal ends the pinning one by one as well', async () => {
    const chat_ids = chats(maximum + 3);
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const { fetch, sent } = recordingFetch(created, pinned, pinned, pinned);
    const abortAtThird: typeof fetch = (input, init) => {
      if (sent.length === 2) controller.abort(reason);
      return fetch(input, init);
    };
    const folders = createFolders({ dataCenter: 'eu', credentials: { accessToken }, fetch: abortAtThird });
    const { signal } = controller;
    const { chats: result } = await folders.createWithChats({ title: 'Launch', chat_ids }, { signal });
    expect(result.succeeded).toEqual(chat_ids.slice(0, maximum + 1));
    expect(result.unknown).toEqual([{ id: chat_ids[maximum + 1], error: reason }]);
    expect(result.notAttempted).toEqual(chat_ids.slice(maximum + 2));
  });

  test('when the folder cannot be created nothing is pinned', async () => {
    const full: Reply = { status: 400, json: { code: 'max_folders_error' } };
    const { module: folders, sent } = connect(createFolders, full);
    const failure = await failureOf(folders.createWithChats({ title: 'Launch', chat_ids: chats(101) }));
    expect(failure).toMatchObject({ operation: 'createPinCategory', code: 'max_folders_error' });
    expect(sent).toHaveLength(1);
  });
});

test.each([undefined, null])('a body that is %s is refused, and nothing is sent', async (body) => {
  const { module: folders, sent } = connect(createFolders, done);
  expect(await failureOf(folders.createWithChats(untyped(body)))).toBeInstanceOf(InputError);
  expect(await failureOf(folders.replaceChats('1', untyped(body)))).toBeInstanceOf(InputError);
  expect(sent).toEqual([]);
});

describe('replaceChats', () => {
  const { maximum } = operations.bulkUpdateChatsInCategory.batch;
  const last_sync_time = 1773927512706;

  test.each([101, 150])(
    'of %i chats, the first replace and the others are pinned one by one',
    async (count) => {
      const chat_ids = chats(count);
      const { module: folders, sent } = connect(createFolders, done, ...repeat(pinned, count - maximum));
      expect(await folders.replaceChats(folderId, { chat_ids, last_sync_time })).toEqual(complete(chat_ids));
      expect(sent[0]).toMatchObject({
        method: 'PUT',
        url: `https://cliq.zoho.eu/api/v3/pin-categories/${folderId}`,
        body: { chat_ids: chat_ids.slice(0, maximum), last_sync_time },
      });
      expect(sent.slice(1)).toMatchObject(pinsOf(chat_ids.slice(maximum)));
      expect(sent).toHaveLength(1 + count - maximum);
    },
  );

  test('a chat given twice stands once, at its first place', async () => {
    const { module: folders, sent } = connect(createFolders, done);
    const result = await folders.replaceChats(folderId, { chat_ids: ['2', '1', '2'], last_sync_time });
    expect(result).toEqual(complete(['2', '1']));
    expect(sent[0]?.body).toEqual({ chat_ids: ['2', '1'], last_sync_time });
  });

  test('every chat stands in exactly one list when calls fail', async () => {
    const chat_ids = chats(maximum + 5);
    const { module: folders } = connect(createFolders, done, pinned, denied, broken);
    const result = await folders.replaceChats(folderId, { chat_ids, last_sync_time });
    expect(result.succeeded).toEqual(chat_ids.slice(0, maximum + 1));
    expect(idsOf(result.failed)).toEqual([chat_ids[maximum + 1]]);
    expect(idsOf(result.unknown)).toEqual([chat_ids[maximum + 2]]);
    expect(result.notAttempted).toEqual(chat_ids.slice(maximum + 3));
    expect(result.ok).toBe(false);
  });

  test.each([
    ['left out, which must not empty the folder', undefined],
    ['one id that is not in a list', '12'],
  ])('chats %s are refused', async (_name, ids) => {
    const { module: folders, sent } = connect(createFolders, done);
    const call = folders.replaceChats(folderId, { chat_ids: untyped(ids), last_sync_time });
    expect(await failureOf(call)).toBeInstanceOf(InputError);
    expect(sent).toEqual([]);
  });

  test('a conflict changes nothing, and nothing is pinned after it', async () => {
    const { module: folders, sent } = connect(createFolders, conflict);
    const failure = await failureOf(folders.replaceChats(folderId, { chat_ids: chats(101), last_sync_time }));
    expect(failure).toBeInstanceOf(ConflictError);
    expect(failure).toMatchObject({ operation: 'bulkUpdateChatsInCategory', outcome: 'notApplied' });
    expect(sent).toHaveLength(1);
  });
});
