import { chatName } from './chat-name.ts';
import { createShelf } from './shelf.ts';
import type { Chat, Folder, Workspace } from './workspace.ts';

/** A chat in a list. */
export interface ChatEntry {
  readonly id: string;
  readonly name: string;
  readonly type: Chat['type'];
}

/** The side bar of a user. */
interface WorkspaceView {
  user: { id: string; name: string };
  /** Chats of the default folder, in their order. */
  pins: ChatEntry[];
  folders: { id: string; title: string; symbol: string; state: Folder['state']; chats: ChatEntry[] }[];
  /** Chats that the user is in and that are in no folder. Threads are seen in their chats. */
  chats: ChatEntry[];
}

/** More than that in no folder are not shown. */
const mostChats = 500;

export function entryOf(workspace: Workspace, chat: Chat, userId: string): ChatEntry {
  return { id: chat.id, name: chatName(workspace, chat, userId), type: chat.type };
}

/** The side bar as a user sees it. Changes nothing. A user who is not there has an empty one. */
export function describeWorkspace(workspace: Workspace, userId: string): WorkspaceView {
  const { users, chats, shelves } = workspace;
  const { folders } = shelves.get(userId) ?? createShelf();
  const pinned = new Set(folders.flatMap(({ chatIds }) => chatIds));
  const entriesOf = ({ chatIds }: Folder): ChatEntry[] =>
    chatIds.flatMap((id) => {
      const chat = chats.get(id);
      return chat === undefined ? [] : [entryOf(workspace, chat, userId)];
    });
  const [first, ...others] = folders;
  const loose: ChatEntry[] = [];
  for (const chat of chats.values()) {
    if (loose.length === mostChats) break;
    if (chat.type === 'thread' || pinned.has(chat.id) || !chat.members.has(userId)) continue;
    loose.push(entryOf(workspace, chat, userId));
  }
  return {
    user: { id: userId, name: users.get(userId)?.name ?? '' },
    pins: entriesOf(first),
    folders: others.map((folder) => {
      const { id, title, symbol, state } = folder;
      return { id, title, symbol, state, chats: entriesOf(folder) };
    }),
    chats: loose,
  };
}
