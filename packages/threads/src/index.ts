import type { ClientOptions } from '@cliqkit/core';
import { createClient } from '@cliqkit/core';
import { Threads } from './threads.ts';

export type {
  GetThreadMembersQuery,
  PostedMessage,
  SendMessageToThreadQuery,
  StartThreadRequest,
  Thread,
  ThreadAction,
  ThreadFollower,
  ThreadFollowersReply,
  ThreadMainMessage,
  ThreadMember,
  ThreadMemberField,
  ThreadMembersReply,
  ThreadReplyRequest,
  ThreadState,
  UpdateThreadStateQuery,
  UpdateThreadStateRequest,
} from '@cliqkit/types/threads';
export type { ThreadTarget } from './thread-target.ts';
export { Threads } from './threads.ts';

/**
 * The threads module alone, for those who need no other.
 * @example
 * const threads = createThreads({ dataCenter: 'eu', credentials: { accessToken } });
 */
export function createThreads(options: ClientOptions): Threads {
  return new Threads(createClient(options));
}
