import { demo } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import { expect } from './expect.ts';
import type { Screen } from './screen.ts';

const { channels, messages, threads: known, users } = demo;

/** Starts a thread, talks in it, closes it, and looks at who follows. */
export async function threads(screen: Screen, { threads }: Cliq): Promise<void> {
  screen.section('Threads');
  await screen.step(
    'start a thread on a message',
    () =>
      threads.start(
        { channelName: channels.launch.name },
        {
          text: 'Who checks the French page?',
          thread_message_id: messages.pricing,
          thread_title: 'French pricing',
          sync_message: true,
        },
      ),
    (posted) => `message ${posted?.message_id}`,
  );
  const thread = known.rollback;
  await screen.step('answer in a thread', () =>
    threads.reply(thread, { text: 'I ran through the steps: they work.' }),
  );
  await screen.step(
    'read the thread',
    () => threads.get(thread),
    ({ title, thread_state, follower_count }) => `"${title}", ${thread_state}, ${follower_count} followers`,
  );
  await screen.step(
    'read the message it hangs on',
    () => threads.getMainMessage(thread),
    ({ content }) => `"${content.text}"`,
  );
  await screen.step('add a follower', () => threads.addFollowers(thread, [users.chloe]));
  await screen.step(
    'list the followers',
    () => threads.followers(thread).toArray(),
    (all) => all.map(({ name }) => name).join(', '),
  );
  await screen.step(
    'list who could follow',
    () => threads.nonFollowers(thread).toArray(),
    (all) => all.map(({ name }) => name).join(', '),
  );
  await screen.step('close it', async () => {
    await threads.close(thread);
    expect((await threads.get(thread)).thread_state === 'closed', 'a closed thread');
  });
}
