import type { BatchResult, CallOptions, Clock, Reading } from '@cliqkit/core';
import { InputError, modify, requireSyncTime } from '@cliqkit/core';
import type { PinnedChat } from '@cliqkit/types/folders';
import { operations } from '@cliqkit/types/folders';
import type { Folders } from './folders.ts';
import type { SplitChats } from './many-chats.ts';
import { pinRest, splitChats } from './many-chats.ts';
import { chatPages } from './read-chats.ts';

/** Gets the chats of a folder, and answers with the chats, or their ids, as they are to be. */
export type ChatsChange = (chats: readonly PinnedChat[]) => readonly (PinnedChat | string)[];

interface Edit {
  folderId: string;
  change: ChatsChange;
  options: CallOptions | undefined;
  clock: Clock;
}

const { maximum } = operations.bulkUpdateChatsInCategory.batch;

/** Reads the chats of a folder, has them changed, and writes them; see `Folders.edit`. */
export async function editChats(
  folders: Folders,
  { folderId, change, options, clock }: Edit,
): Promise<BatchResult> {
  if (typeof change !== 'function') throw new InputError('folders.edit needs a function of the chats.');
  let wanted: SplitChats = [[], []];
  const written = await modify<readonly PinnedChat[], SplitChats>(
    {
      read: () => readChats(folders, folderId, options),
      async write({ state, syncTime }) {
        const ids = wantedIds(change([...state])); // A copy: one that is sorted in place would look unchanged.
        if (same(ids, state.map(idOf))) return [ids, []];
        wanted = splitChats(ids, maximum);
        await folders.update(folderId, { chat_ids: wanted[0], last_sync_time: syncTime }, options);
        return wanted;
      },
      done: ({ state }) => (same(state.map(idOf), wanted[0]) ? wanted : undefined),
      unchanged: (after, before) => same(after.map(idOf), before.map(idOf)),
    },
    { clock, signal: options?.signal },
  );
  return pinRest(folders, folderId, written, options);
}

async function readChats(
  folders: Folders,
  folderId: string,
  options: CallOptions | undefined,
): Promise<Reading<PinnedChat[]>> {
  const chats: PinnedChat[] = [];
  let first: Response | undefined;
  const list = folders.list({ include_fields: ['chats'] }, options);
  for await (const { items, response } of chatPages(list, folderId)) {
    first ??= response;
    chats.push(...items);
  }
  const response = first ?? new Response();
  return { state: chats, syncTime: requireSyncTime(response), response };
}

const idOf = (chat: PinnedChat): string => chat.chat_id;
const same = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

function wantedIds(chats: readonly (PinnedChat | string)[]): string[] {
  const ids: unknown[] = Array.isArray(chats)
    ? chats.map((chat) => (typeof chat === 'string' ? chat : chat?.chat_id))
    : [undefined];
  const fine = (id: unknown): id is string => typeof id === 'string' && id !== '';
  if (ids.every(fine)) return [...new Set(ids)];
  throw new InputError('folders.edit: the function must answer with a list of chats or chat ids.');
}
