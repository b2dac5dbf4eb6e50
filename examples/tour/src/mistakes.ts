import { demo } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import type { Screen } from './screen.ts';

const { channels, folders: known, messages, threads } = demo;

/** One mistake of each kind, and the error as its maker sees it. */
export async function mistakes(screen: Screen, cliq: Cliq, readOnly: Cliq): Promise<void> {
  screen.section('Mistakes, as you would see them');
  await screen.mistake('an id that would change the URL', 'InputError', () => cliq.folders.delete('..'));
  await screen.mistake('a body with two meanings', 'InputError', async () =>
    // @ts-expect-error TypeScript refuses it too.
    cliq.folders.update(known.launch, {
      title: 'Launch',
      chat_ids: [channels.launch.chatId],
      last_sync_time: 0,
    }),
  );
  await screen.mistake('no ids to remove', 'InputError', () => cliq.pins.remove(channels.launch.chatId, []));
  await screen.mistake('a token without the scope', 'PermissionError', () =>
    readOnly.pins.add(channels.launch.chatId, {
      message_id: messages.kickoff,
      expiry_time: -1,
      notify: false,
    }),
  );
  await screen.mistake('a stale sync time', 'ConflictError', () =>
    cliq.folders.reorder(known.people, { last_sync_time: 0 }),
  );
  await screen.mistake('a chat the user is not in', 'ApiError', () =>
    cliq.pins.list(channels.payroll.chatId).toArray(),
  );
  await screen.mistake('a reply in a closed thread', 'ApiError', () =>
    cliq.threads.reply(threads.rollback, { text: 'One more thing' }),
  );
}
