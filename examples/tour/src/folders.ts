import { demo } from '@cliqkit/emulator';
import type { Cliq, Folder } from 'cliqkit';
import { assertComplete } from 'cliqkit';
import { expect } from './expect.ts';
import type { Screen } from './screen.ts';

const { channels, direct, group } = demo;

/** Creates, fills, orders and deletes chat folders. */
export async function folders(screen: Screen, { folders }: Cliq, later: (ms: number) => void): Promise<void> {
  screen.section('Folders');
  const read = (): Promise<Folder[]> => folders.list({ include_fields: ['chats'] }).toArray();
  const chatsOf = async (id: string): Promise<string[]> =>
    (await read()).find(({ category_id }) => category_id === id)?.chats?.map(({ name }) => name) ?? [];
  // The time of a reply has whole seconds: a change that is based on a read of the second before does not have to wait.
  const nextSecond = (): void => later(1000);

  await screen.step(
    'list the folders',
    () => folders.list().toArray(),
    (all) => all.map(({ title = 'My Pins' }) => title).join(', '),
  );
  const release = await screen.step(
    'create a folder with two chats',
    () =>
      folders.create({
        title: 'Release',
        symbol: ':rocket:',
        chat_ids: [channels.launch.chatId, direct.ben],
      }),
    ({ title, category_id }) => `${title}, ${category_id}`,
  );
  const id = release.category_id;
  await screen.step(
    'pin a third chat in it',
    () => folders.pinChat(group.offsite, { category_id: id }),
    ({ chat_id }) => chat_id,
  );
  await screen.step(
    'move that chat to the top',
    async () => {
      nextSecond();
      await folders.reorderChat(id, { chat_id: group.offsite, pin_above: channels.launch.chatId });
      return chatsOf(id);
    },
    (names) => names.join(', '),
  );
  await screen.step(
    'add a chat, drop one and turn the order round',
    async () => {
      nextSecond();
      const changed = await folders.edit(id, (chats) =>
        [
          direct.chloe,
          ...chats.map(({ chat_id }) => chat_id).filter((chat) => chat !== direct.ben),
        ].reverse(),
      );
      assertComplete(changed);
      const names = await chatsOf(id);
      expect(names.length === 3, 'three chats');
      return names;
    },
    (names) => names.join(', '),
  );
  await screen.step('rename and collapse it', async () => {
    await folders.update(id, { title: 'Release 2.0', state: 'collapsed' });
    const changed = (await read()).find(({ category_id }) => category_id === id);
    expect(changed?.title === 'Release 2.0' && changed.state === 'collapsed', 'the new title and state');
  });
  await screen.step('move it above the other folders', async () => {
    nextSecond();
    const top = (await read()).find(({ category_id }) => category_id !== 'default')?.category_id;
    await folders.reorder(id, { ...(top && { pin_above: top }) });
    expect((await read())[1]?.category_id === id, 'the folder right after My Pins');
  });
  await screen.step('delete it, its chats go to My Pins', async () => {
    await folders.delete(id);
    expect((await chatsOf('default')).length >= 2, 'the chats in the default folder');
  });
  await screen.step('unpin them in one call', async () => {
    assertComplete(await folders.unpinChats([direct.chloe, channels.launch.chatId]));
  });
}
