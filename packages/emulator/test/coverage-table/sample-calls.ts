import type { OperationId } from '@cliqkit/types';
import { demo } from '../../src/index.ts';
import type { Read, Session } from '../session.ts';
import { start } from '../session.ts';
import { descriptors } from './cells.ts';

/** A call of one operation. */
interface SampleCall {
  /** The chat, channel, thread or folder in the URL; a list where the path names several things. */
  readonly id?: string | readonly string[];
  readonly query?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What is to be different about a sample call. A text for a body is sent as it stands. */
interface Changes extends Omit<SampleCall, 'body'> {
  readonly body?: string | Readonly<Record<string, unknown>>;
  readonly token?: string;
}

const { channels, direct, folders, messages, threads, users } = demo;
const launch = { id: channels.launch.chatId };
const rollback = { id: threads.rollback };
const opening = { text: 'Let us sort this out here.', thread_message_id: messages.kickoff };

/** For each operation a call that Ana may make in the demo workspace, and that succeeds. */
export const sampleCalls: Readonly<Record<OperationId, SampleCall>> = {
  getPinnedMessages: launch,
  getPrimaryPinnedMessage: { ...launch, query: 'primary=true' },
  addPinnedMessage: { ...launch, body: { message_id: messages.freeze, expiry_time: -1, notify: false } },
  reorderPinnedMessages: { ...launch, body: { message_id: messages.checklist, last_sync_time: start } },
  deletePinnedMessages: { ...launch, body: { message_ids: [messages.checklist] } },

  getPinCategories: {},
  createPinCategory: { body: { title: 'Release' } },
  removeChatsAcrossCategories: { query: `chat_ids=${direct.ben}` },
  updatePinCategory: { id: folders.people, body: { title: 'Colleagues' } },
  deletePinCategory: { id: folders.people },
  reorderChatInCategory: { id: folders.people, body: { chat_id: direct.ben, last_sync_time: start } },
  reorderCategory: { id: folders.launch, body: { last_sync_time: start } },
  bulkUpdateChatsInCategory: {
    id: folders.people,
    body: { chat_ids: [direct.dev, direct.ben], last_sync_time: start },
  },
  pinChat: { id: direct.dev },
  unpinChat: { id: direct.ben },

  createThreadMessageByChannelId: { id: channels.launch.channelId, body: opening },
  createThreadMessageByChannelUniqueName: { id: channels.launch.name, body: opening },
  createThreadMessageByChatId: { ...launch, body: opening },
  sendMessageToThread: { ...rollback, body: { text: 'Done.' } },
  getThreadDetailsV3: rollback,
  updateThreadState: { ...rollback, body: { action: 'close' } },
  getThreadMainMessage: rollback,
  getThreadFollowers: rollback,
  addThreadFollowers: { ...rollback, body: { user_ids: [users.chloe] } },
  removeThreadFollowers: { ...rollback, body: { user_ids: [users.ben] } },
  getThreadNonFollowers: rollback,
  followThread: rollback,
  unfollowThread: rollback,
  getThreadMembers: rollback,
  leaveThread: rollback,
  muteThread: rollback,
  unmuteThread: rollback,
};

/** Makes the sample call of an operation, or one that differs from it. */
export function callSample(session: Session, operation: OperationId, changed: Changes = {}): Promise<Read> {
  const { method, path } = descriptors[operation];
  const { id = '', query, body } = { ...sampleCalls[operation], ...changed };
  const ids = [id].flat();
  const filled = path.replace(/\{\w+\}/gu, () => encodeURIComponent(ids.shift() ?? ''));
  const url = filled + (query === undefined ? '' : `?${query}`);
  return session.call(method, url, {
    ...(body === undefined ? {} : { body }),
    ...(changed.token === undefined ? {} : { token: changed.token }),
  });
}
