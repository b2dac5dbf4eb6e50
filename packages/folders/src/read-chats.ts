import type { List, Page } from '@cliqkit/core';
import { InputError } from '@cliqkit/core';
import type { Folder, FoldersReply, PinnedChat } from '@cliqkit/types/folders';

/** The chats of one folder, from a list that was asked for them. Throws InputError when the user has no such folder. */
export async function* chatPages(
  folders: List<Folder, FoldersReply>,
  folderId: string,
): AsyncGenerator<Page<PinnedChat, FoldersReply>, void, undefined> {
  let found = false;
  for await (const page of folders.pages()) {
    const folder = page.items.find(({ category_id }) => category_id === folderId);
    found ||= folder !== undefined;
    yield { ...page, items: folder?.chats ?? [] };
  }
  if (!found) throw new InputError(`folders: the user has no folder ${JSON.stringify(folderId)}.`);
}
