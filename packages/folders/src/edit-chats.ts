import type { BatchResult, CallOptions, Clock, Modification } from '@cliqkit/core';
import { modify, requireSyncTime } from '@cliqkit/core';
import type { PinnedChat } from '@cliqkit/types/folders';
import type { Folders } from './folders.ts';
import { chatPages } from './read-chats.ts';

/** Gets the chats of a folder, and answers with the chats, or their ids, as they are to be. */
export type ChatsChange = (chats: readonly PinnedChat[]) => readonly (PinnedChat | string)[];

interface Edit {
  folderId: string;
  change: ChatsChange;
  options: CallOptions | undefined;
  clock: Clock;
}

const idOf = (chat: PinnedChat | string): string => (typeof chat === 'string' ? chat : chat.chat_id);
const same = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

/** Reads the chats of a folder, has them changed, and writes them; see `Folders.edit`. */
export function editChats(
  folders: Folders,
  { folderId, change, options, clock }: Edit,
): Promise<BatchResult> {
  let wanted: string[] = [];
  const allDone = (): BatchResult => ({
    ok: true,
    succeeded: wanted,
    failed: [],
    unknown: [],
    notAttempted: [],
  });
  const edit: Modification<readonly PinnedChat[], BatchResult> = {
    async read() {
      const chats: PinnedChat[] = [];
      let first: Response | undefined;
      for await (const { items, response } of chatPages(
        folders.list({ include_fields: ['chats'] }, options),
        folderId,
      )) {
        first ??= response;
        chats.push(...items);
      }
      const response = first ?? new Response();
      return { state: chats, syncTime: requireSyncTime(response), response };
    },
    async write({ state, syncTime }) {
      wanted = [...new Set(change(state).map(idOf))];
      if (same(wanted, state.map(idOf))) return allDone();
      return folders.replaceChats(folderId, { chat_ids: wanted, last_sync_time: syncTime }, options);
    },
    done: ({ state }) => (same(state.map(idOf), wanted) ? allDone() : undefined),
    unchanged: (after, before) => same(after.map(idOf), before.map(idOf)),
  };
  return modify(edit, { clock, signal: options?.signal });
}
