import type { Chat, Workspace } from './workspace.ts';

/** What a chat is called. A direct chat bears the name of the other side. */
export function chatName({ users }: Workspace, { name, members }: Chat, userId: string): string {
  if (name !== undefined) return name;
  for (const id of members) {
    const user = id === userId ? undefined : users.get(id);
    if (user !== undefined) return user.name;
  }
  return '';
}
