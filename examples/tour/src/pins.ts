import { demo } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import { assertComplete } from 'cliqkit';
import { expect } from './expect.ts';
import type { Screen } from './screen.ts';

const { channels, messages } = demo;
const hour = 3_600_000;

/** Pins messages for ever and for half a day, moves and removes them. */
export async function pins(screen: Screen, { pins }: Cliq, later: (ms: number) => void): Promise<void> {
  screen.section('Pinned messages');
  const chat = channels.announcements.chatId;
  const launch = channels.launch.chatId;
  await screen.step(
    'pin a message for half a day',
    () =>
      pins.add(chat, { message_id: messages.holidays, expiry_time: Date.now() + 12 * hour, notify: false }),
    ({ content, pin_information }) => `"${content.text}" until ${pin_information.expiry_time}`,
  );
  await screen.step(
    'pin another one on top',
    () => pins.add(launch, { message_id: messages.freeze, expiry_time: -1, notify: true, primary: true }),
    ({ pin_information }) => (pin_information.is_primary ? 'it is the primary pin' : ''),
  );
  await screen.step(
    'read the primary pin',
    () => pins.getPrimary(launch),
    ({ content }) => `"${content.text}"`,
  );
  await screen.step(
    'list all pins of the channel',
    () => pins.list(launch, { limit: 2 }).toArray(),
    (all) => `${all.length} pins, over pages of 2`,
  );
  await screen.step('move a pin to the end', async () => {
    later(1000);
    await pins.reorder(launch, { message_id: messages.rollback });
  });
  await screen.step('remove one pin', async () =>
    assertComplete(await pins.remove(launch, [messages.freeze])),
  );
  await screen.step('a pin ends by itself when its time is over', async () => {
    later(13 * hour);
    expect((await pins.list(chat).toArray()).length === 0, 'no pin left');
  });
  await screen.step('remove every pin of a chat, by its own method', async () => {
    await pins.clear(launch);
    expect((await pins.list(launch).toArray()).length === 0, 'no pin left');
  });
}
