import type { OperationId } from '@cliqkit/types';
import { demo } from '../../src/index.ts';
import type { Carried } from './carry.ts';
import { assume, carry } from './carry.ts';
import { callSample, sampleCalls } from './sample-calls.ts';

const { channels, messages, threads: demoThreads, users } = demo;
const aMessage = { text: 'Let us sort this out here.', thread_message_id: messages.payslips };
const notAThread = { id: channels.launch.chatId };
const unknownThread = { id: `${channels.launch.chatId}-T-1` };

/** The three ways to start a thread, and how each names the channel that Ana is not in. */
const starts = {
  createThreadMessageByChannelId: channels.payroll.channelId,
  createThreadMessageByChannelUniqueName: channels.payroll.name,
  createThreadMessageByChatId: channels.payroll.chatId,
} as const satisfies Partial<Record<OperationId, string>>;

/** Calls to a thread that refuse whoever is not in its channel. */
const onThread = [
  'updateThreadState',
  'getThreadMainMessage',
  'getThreadFollowers',
  'addThreadFollowers',
  'removeThreadFollowers',
  'getThreadNonFollowers',
  'followThread',
  'unfollowThread',
  'getThreadMembers',
  'leaveThread',
  'muteThread',
  'unmuteThread',
] as const satisfies readonly OperationId[];

const answersJson: ReadonlySet<OperationId> = new Set([
  'getThreadMainMessage',
  'getThreadFollowers',
  'getThreadNonFollowers',
  'getThreadMembers',
]);

function started(operation: keyof typeof starts): readonly Carried[] {
  const { body } = sampleCalls[operation];
  return [
    carry(operation, '200', (session) =>
      callSample(session, operation, { body: { ...body, sync_message: true } }),
    ),
    carry(operation, '204', (session) => callSample(session, operation)),
    carry(operation, 'operation_not_allowed', (session) =>
      callSample(session, operation, { id: starts[operation], body: aMessage }),
    ),
    // A message of another channel.
    carry(operation, 'operation_failed', (session) => callSample(session, operation, { body: aMessage })),
  ];
}

function called(operation: (typeof onThread)[number]): readonly Carried[] {
  return [
    carry(operation, answersJson.has(operation) ? '200' : '204', (session) => callSample(session, operation)),
    carry(operation, 'thread_chatid_invalid', (session) => callSample(session, operation, notAThread)),
    carry(operation, 'operation_failed', (session) => callSample(session, operation, unknownThread)),
    carry(operation, 'operation_not_allowed', (session) =>
      callSample(session, operation, { token: session.as(users.farid) }),
    ),
  ];
}

export const threads: readonly Carried[] = [
  ...started('createThreadMessageByChannelId'),
  ...started('createThreadMessageByChannelUniqueName'),
  ...started('createThreadMessageByChatId'),

  carry('sendMessageToThread', '200', (session) =>
    callSample(session, 'sendMessageToThread', { body: { text: 'Done.', sync_message: true } }),
  ),
  carry('sendMessageToThread', '204', (session) => callSample(session, 'sendMessageToThread')),
  carry('sendMessageToThread', 'thread_chatid_invalid', (session) =>
    callSample(session, 'sendMessageToThread', notAThread),
  ),
  carry('sendMessageToThread', 'operation_failed', async (session) => {
    await callSample(session, 'updateThreadState');
    return await callSample(session, 'sendMessageToThread');
  }),
  // A bot that is not in the channel.
  carry('sendMessageToThread', 'operation_not_allowed', (session) =>
    callSample(session, 'sendMessageToThread', { query: 'bot_unique_name=payrollbot' }),
  ),

  carry('getThreadDetailsV3', '200', (session) => callSample(session, 'getThreadDetailsV3')),
  carry('getThreadDetailsV3', 'thread_chatid_invalid', (session) =>
    callSample(session, 'getThreadDetailsV3', notAThread),
  ),
  // In a channel with people outside the organisation.
  carry('getThreadDetailsV3', 'external_communication_not_supported', (session) =>
    callSample(session, 'getThreadDetailsV3', { id: demoThreads.contract }),
  ),
  assume(
    'getThreadDetailsV3',
    'operation_failed',
    'Documented with status 500 and no other cause than that the service failed.',
  ),

  ...onThread.flatMap(called),
  carry('getThreadMembers', 'input_pattern_mismatch', (session) =>
    callSample(session, 'getThreadMembers', { query: 'fields=name,color' }),
  ),
];
