import type { Workspace } from './workspace.ts';

/** How many users, bots, chats, messages, threads, folders and pins there are, networks included. */
export function countEntities({ users, bots, chats, shelves, networks }: Workspace): number {
  let count = users.size + bots.size;
  // Threads are among the chats.
  for (const { messages, board } of chats.values()) count += 1 + messages.length + board.pins.length;
  // The default folder is there without anybody's doing.
  for (const { folders } of shelves.values()) count += folders.length - 1;
  for (const { workspace } of networks) {
    // A network counts, and so do those who are in it; its bots are those of the organisation.
    count += 1 + countEntities(workspace) - workspace.bots.size;
  }
  return count;
}
