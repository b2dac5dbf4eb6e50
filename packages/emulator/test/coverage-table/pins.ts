import { demo } from '../../src/index.ts';
import type { Carried } from './carry.ts';
import { carry } from './carry.ts';
import { callSample } from './sample-calls.ts';

const { channels, messages } = demo;
const foreign = { id: channels.payroll.chatId };
const aMinute = 60_000;

export const pins: readonly Carried[] = [
  carry('getPinnedMessages', '200', (session) => callSample(session, 'getPinnedMessages')),
  carry('getPinnedMessages', 'operation_not_allowed', (session) =>
    callSample(session, 'getPinnedMessages', foreign),
  ),
  // A token of a page whose last pin is gone by now.
  carry('getPinnedMessages', 'operation_failed', async (session) => {
    const page = await callSample(session, 'getPinnedMessages', { query: 'limit=1' });
    await callSample(session, 'deletePinnedMessages');
    const query = `next_token=${String(page.at('next_token'))}`;
    return await callSample(session, 'getPinnedMessages', { query });
  }),
  carry('getPinnedMessages', 'input_pattern_mismatch', (session) =>
    callSample(session, 'getPinnedMessages', { query: 'limit=0' }),
  ),

  carry('getPrimaryPinnedMessage', '200', (session) => callSample(session, 'getPrimaryPinnedMessage')),
  carry('getPrimaryPinnedMessage', 'operation_not_allowed', (session) =>
    callSample(session, 'getPrimaryPinnedMessage', foreign),
  ),
  carry('getPrimaryPinnedMessage', 'operation_failed', async (session) => {
    await callSample(session, 'deletePinnedMessages', { body: {} });
    return await callSample(session, 'getPrimaryPinnedMessage');
  }),
  carry('getPrimaryPinnedMessage', 'input_pattern_mismatch', (session) =>
    callSample(session, 'getPrimaryPinnedMessage', { query: 'primary=true&limit=0' }),
  ),

  carry('addPinnedMessage', '200', (session) => callSample(session, 'addPinnedMessage')),
  carry('addPinnedMessage', 'operation_failed', (session) =>
    callSample(session, 'addPinnedMessage', {
      body: { message_id: messages.freeze, expiry_time: session.now() - 1, notify: false },
    }),
  ),
  carry('addPinnedMessage', 'operation_not_allowed', (session) =>
    callSample(session, 'addPinnedMessage', foreign),
  ),
  // The chat has two pins.
  carry(
    'addPinnedMessage',
    'pinned_message_limit_reached',
    (session) => callSample(session, 'addPinnedMessage'),
    { quirks: { maxPinnedMessages: 2 } },
  ),

  carry('reorderPinnedMessages', '204', (session) => callSample(session, 'reorderPinnedMessages')),
  carry('reorderPinnedMessages', 'client_not_synced', async (session) => {
    session.advance(aMinute);
    await callSample(session, 'addPinnedMessage');
    return await callSample(session, 'reorderPinnedMessages');
  }),
  carry('reorderPinnedMessages', 'operation_failed', (session) =>
    callSample(session, 'reorderPinnedMessages', {
      body: { message_id: messages.freeze, last_sync_time: session.now() },
    }),
  ),
  carry('reorderPinnedMessages', 'operation_not_allowed', (session) =>
    callSample(session, 'reorderPinnedMessages', foreign),
  ),

  carry('deletePinnedMessages', '204', (session) => callSample(session, 'deletePinnedMessages')),
  carry('deletePinnedMessages', 'operation_not_allowed', (session) =>
    callSample(session, 'deletePinnedMessages', foreign),
  ),
  carry('deletePinnedMessages', 'operation_failed', (session) =>
    callSample(session, 'deletePinnedMessages', { body: { message_ids: [messages.freeze] } }),
  ),
];
