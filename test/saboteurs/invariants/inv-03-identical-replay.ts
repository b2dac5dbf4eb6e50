import { expect } from 'vitest';
import { chatId, messageIds, seedWith } from '../../faults/batch/pinned-chat.ts';
import { pinChat, reorder } from '../../faults/support/calls.ts';
import type { Invariant, Setup } from '../setup.ts';
import { bench, cliqOf } from '../setup.ts';

/** Everything that is sent to the API, but for the access token. */
function recording(setup: Setup): { setup: Setup; sent: string[] } {
  const sent: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const headers = [...request.headers].filter(([name]) => name !== 'authorization');
    if (!request.url.includes('/oauth/')) {
      sent.push(JSON.stringify([request.method, request.url, headers, await request.clone().text()]));
    }
    return setup.fetch(request);
  };
  return { setup: { ...setup, fetch }, sent };
}

export const identicalReplay: Invariant = {
  id: 'INV-03',
  says: 'what is sent again is the same, byte for byte',
  async check(makeClient) {
    for (const call of [pinChat, reorder]) {
      const { clock, emulator, setup } = await bench();
      const { setup: recorded, sent } = recording(setup);
      emulator.faults.plan(call.operation, 'reset-before-read', 'throttle', 'expire-token');
      await clock.run(() => call.run(cliqOf(makeClient(recorded))));
      emulator.faults.assertConsumed();
      expect([sent.length, new Set(sent).size]).toEqual([4, 1]);
    }
    // The one whose loss would be felt most: without its body it removes every pin.
    const { clock, emulator, setup } = await bench({ seed: seedWith(10) });
    const cliq = cliqOf(makeClient(setup));
    emulator.faults.plan('deletePinnedMessages', 'reset-before-read');
    await clock.run(() => cliq.pins.remove(chatId, messageIds(3)));
    expect(await clock.run(() => cliq.pins.list(chatId).toArray())).toHaveLength(7);
  },
};
