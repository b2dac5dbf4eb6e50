import type { Folder, Shelf, Workspace } from './workspace.ts';

/** Id of the folder that every user has. */
export const defaultFolderId = 'default';

export function createShelf(): Shelf {
  return {
    folders: [{ id: defaultFolderId, title: '', symbol: '', state: 'expanded', chatIds: [] }],
    modifiedAt: Number.NEGATIVE_INFINITY,
  };
}

/** The folders of a user. */
export function shelfOf(workspace: Workspace, userId: string): Shelf {
  const shelf = workspace.shelves.get(userId) ?? createShelf();
  workspace.shelves.set(userId, shelf);
  return shelf;
}

export function findFolder(shelf: Shelf, id: string): Folder | undefined {
  return shelf.folders.find((folder) => folder.id === id);
}

/** Takes chats out of every folder they are in. Gives whether any was. */
export function unpinEverywhere(shelf: Shelf, chatIds: readonly string[]): boolean {
  const gone = new Set(chatIds);
  let changed = false;
  for (const folder of shelf.folders) {
    const kept = folder.chatIds.filter((id) => !gone.has(id));
    changed ||= kept.length < folder.chatIds.length;
    folder.chatIds = kept;
  }
  return changed;
}
