import type { Emulator } from '@cliqkit/emulator';
import { demo } from '@cliqkit/emulator';

const { channels, threads } = demo;

/** Reads that together show nearly everything that the matrix changes; who has muted a thread is not told to anybody. */
const paths: readonly string[] = [
  '/pin-categories?include_fields=chats',
  `/chats/${channels.launch.chatId}/pin-messages`,
  `/threads/${threads.rollback}`,
  `/threads/${threads.rollback}/followers`,
  `/chats/${threads.rollback}/members`,
];

/** Says when it was read, which is no change. */
const syncToken = /"sync_token":"[^"]*"/;

/** What the workspace looks like to its first user, as one text. */
export async function workspaceState(emulator: Emulator): Promise<string> {
  const headers = { authorization: `Zoho-oauthtoken ${emulator.issueToken()}` };
  const texts: string[] = [];
  for (const path of paths) {
    const reply = await emulator.fetch(`${emulator.url}${path}`, { headers });
    if (!reply.ok) throw new Error(`the workspace cannot be read: ${path} answers ${reply.status}`);
    texts.push((await reply.text()).replace(syncToken, ''));
  }
  return texts.join('\n');
}
