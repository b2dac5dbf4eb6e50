import type { Emulator } from '@cliqkit/emulator';
import { demo } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import { isCliqError } from 'cliqkit';
import { expect } from './expect.ts';
import type { Screen } from './screen.ts';

const { chatId } = demo.channels.launch;

/** What breaks on the way, and what becomes of the call. */
export async function failures(
  screen: Screen,
  { pins, folders }: Cliq,
  emulator: Emulator,
  later: (ms: number) => void,
): Promise<void> {
  screen.section('Failures on the way');
  await screen.step('a read whose connection breaks is sent again', async () => {
    emulator.faults.plan('getPinnedMessages', 'reset-before-read');
    await pins.list(chatId).toArray();
  });
  await screen.step('a token that dies is replaced, and the call sent again', async () => {
    emulator.faults.plan('getPinnedMessages', 'expire-token');
    await pins.list(chatId).toArray();
  });
  await screen.step('a pin whose reply is lost is not sent twice', async () => {
    emulator.faults.plan('addPinnedMessage', 'commit-then-reset');
    const error: unknown = await pins
      .add(chatId, { message_id: demo.messages.kickoff, expiry_time: -1, notify: true })
      .catch((reason: unknown) => reason);
    expect(isCliqError(error) && error.outcome === 'unknown', "an error with outcome 'unknown'");
    const sent = emulator.journal.entries().filter(({ operation }) => operation === 'addPinnedMessage');
    expect(sent.at(-1)?.fault === 'commit-then-reset', 'no request after the one that broke');
  });
  await screen.step('a move whose reply is lost is looked up', async () => {
    later(1000);
    emulator.faults.plan('reorderCategory', 'commit-then-reset');
    await folders.reorder(demo.folders.people, { pin_above: demo.folders.launch });
  });
  await screen.step('every fault of this section has struck', async () => emulator.faults.assertConsumed());
}
