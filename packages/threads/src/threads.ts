import type { ApiCall, CallOptions, Client, ModuleClient } from '@cliqkit/core';
import { apiCall, keepCopy, List } from '@cliqkit/core';
import type {
  GetThreadMembersQuery,
  PostedMessage,
  SendMessageToThreadQuery,
  StartThreadRequest,
  Thread,
  ThreadFollower,
  ThreadFollowersReply,
  ThreadMainMessage,
  ThreadMember,
  ThreadMembersReply,
  ThreadReplyRequest,
  UpdateThreadStateQuery,
  UpdateThreadStateRequest,
} from '@cliqkit/types/threads';
import { operations } from '@cliqkit/types/threads';
import { startThread } from './start-thread.ts';
import type { ThreadTarget } from './thread-target.ts';

/**
 * Threads of channels: start one, answer in it, see and change who follows it. A thread is named by the id of its own
 * chat, `<parent chat id>-T-<digits>`.
 * @see https://www.zoho.com/cliq/help/restapi/v2/
 */
export class Threads {
  readonly #call: ModuleClient<typeof operations>;

  constructor(client: Client) {
    this.#call = client.module(operations);
  }

  /**
   * Starts a thread that hangs on a message of a channel. The id of the new message comes only with
   * `sync_message: true`; otherwise the answer is undefined. The channel must allow threads.
   *
   * @remarks createThreadMessageByChannelId: `POST /channels/{CHANNEL_ID}/messages`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Webhooks.CREATE; never repeated after an unclear failure; codes operation_failed, operation_not_allowed.
   * @remarks createThreadMessageByChatId: `POST /chats/{CHAT_ID}/messages`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Webhooks.CREATE; never repeated after an unclear failure; codes operation_failed, operation_not_allowed.
   * @remarks createThreadMessageByChannelUniqueName: `POST /channelsbyname/{CHANNEL_UNIQUE_NAME}/messages`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Webhooks.CREATE; never repeated after an unclear failure; codes operation_failed, operation_not_allowed.
   * @example
   * const posted = await threads.start({ channelName: 'launch' }, { text: 'Who can help?', thread_message_id: messageId, sync_message: true });
   */
  start(
    target: ThreadTarget,
    body: StartThreadRequest,
    query: SendMessageToThreadQuery = {},
    options?: CallOptions,
  ): ApiCall<PostedMessage | undefined> {
    return apiCall(startThread(this.#call, target, { body, query }, options));
  }

  /**
   * Posts a message in a thread. The id of the message comes only with `sync_message: true`; otherwise the answer is
   * undefined. A closed thread refuses it.
   *
   * @remarks sendMessageToThread: `POST /chats/{CHAT_ID}/messages`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Webhooks.CREATE; never repeated after an unclear failure; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  reply(
    threadChatId: string,
    body: ThreadReplyRequest,
    query: SendMessageToThreadQuery = {},
    options?: CallOptions,
  ): ApiCall<PostedMessage | undefined> {
    return this.#call(
      'sendMessageToThread',
      { path: { THREAD_CHAT_ID: threadChatId }, body, query },
      options,
    );
  }

  /**
   * Gets the title, state, parent and follower count of a thread.
   *
   * @remarks getThreadDetailsV3: `GET /threads/{THREAD_CHAT_ID}`; 20 calls per user in 60 s, then locked for 5 min; scope ZohoCliq.Chats.READ; reads only; codes thread_chatid_invalid, external_communication_not_supported, operation_failed.
   */
  get(threadChatId: string, options?: CallOptions): ApiCall<Thread> {
    return apiCall(
      this.#call('getThreadDetailsV3', { path: { THREAD_CHAT_ID: threadChatId } }, options).withResponse(),
      ({ data }) => data,
    );
  }

  /**
   * Gets the message of the channel that the thread hangs on.
   *
   * @remarks getThreadMainMessage: `GET /threads/{THREAD_CHAT_ID}/messages/main`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Messages.READ; reads only; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  getMainMessage(threadChatId: string, options?: CallOptions): ApiCall<ThreadMainMessage> {
    return this.#call('getThreadMainMessage', { path: { THREAD_CHAT_ID: threadChatId } }, options);
  }

  /**
   * Closes, reopens, follows or unfollows a thread, as the user or, with `bot_unique_name`, as a bot of the channel.
   *
   * @remarks updateThreadState: `PUT /threads/{THREAD_CHAT_ID}`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  updateState(
    threadChatId: string,
    body: UpdateThreadStateRequest,
    query: UpdateThreadStateQuery = {},
    options?: CallOptions,
  ): ApiCall<undefined> {
    return this.#call('updateThreadState', { path: { THREAD_CHAT_ID: threadChatId }, body, query }, options);
  }

  /**
   * Closes a thread: nobody can post in it until it is reopened.
   *
   * @remarks updateThreadState: `PUT /threads/{THREAD_CHAT_ID}`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  close(threadChatId: string, query?: UpdateThreadStateQuery, options?: CallOptions): ApiCall<undefined> {
    return this.updateState(threadChatId, { action: 'close' }, query, options);
  }

  /**
   * Opens a closed thread again.
   *
   * @remarks updateThreadState: `PUT /threads/{THREAD_CHAT_ID}`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  reopen(threadChatId: string, query?: UpdateThreadStateQuery, options?: CallOptions): ApiCall<undefined> {
    return this.updateState(threadChatId, { action: 'reopen' }, query, options);
  }

  /**
   * Lists the followers of a thread.
   *
   * @remarks getThreadFollowers: `GET /threads/{THREAD_CHAT_ID}/followers`; 20 calls per user in 60 s, then locked for 10 min (assumed: not documented); scope ZohoCliq.Chats.READ; reads only; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  followers(threadChatId: string, options?: CallOptions): List<ThreadFollower, ThreadFollowersReply> {
    return new List({
      operation: operations.getThreadFollowers,
      read: () => this.#call('getThreadFollowers', { path: { THREAD_CHAT_ID: threadChatId } }, options),
      itemsOf: ({ data }) => data,
    });
  }

  /**
   * Lists the members of the channel who do not follow the thread.
   *
   * @remarks getThreadNonFollowers: `GET /threads/{THREAD_CHAT_ID}/nonfollowers`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.READ; reads only; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  nonFollowers(threadChatId: string, options?: CallOptions): List<ThreadFollower, ThreadFollowersReply> {
    return new List({
      operation: operations.getThreadNonFollowers,
      read: () => this.#call('getThreadNonFollowers', { path: { THREAD_CHAT_ID: threadChatId } }, options),
      itemsOf: ({ data }) => data,
    });
  }

  /**
   * Makes members of the channel follow the thread. An empty list is refused.
   *
   * @remarks addThreadFollowers: `POST /threads/{THREAD_CHAT_ID}/followers`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  addFollowers(threadChatId: string, userIds: readonly string[], options?: CallOptions): ApiCall<undefined> {
    return this.#call(
      'addThreadFollowers',
      { path: { THREAD_CHAT_ID: threadChatId }, body: usersBody(userIds) },
      options,
    );
  }

  /**
   * Makes followers stop following the thread. They stay in the channel. An empty list is refused.
   *
   * @remarks removeThreadFollowers: `DELETE /threads/{THREAD_CHAT_ID}/followers`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.DELETE; may be repeated: the state is the same after it; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  removeFollowers(
    threadChatId: string,
    userIds: readonly string[],
    options?: CallOptions,
  ): ApiCall<undefined> {
    return this.#call(
      'removeThreadFollowers',
      { path: { THREAD_CHAT_ID: threadChatId }, body: usersBody(userIds) },
      options,
    );
  }

  /**
   * Lists the people in a thread; with `fields`, only that about each.
   *
   * @remarks getThreadMembers: `GET /chats/{THREAD_CHAT_ID}/members`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.READ; reads only; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  members(
    threadChatId: string,
    query: GetThreadMembersQuery = {},
    options?: CallOptions,
  ): List<ThreadMember, ThreadMembersReply> {
    const path = { THREAD_CHAT_ID: threadChatId };
    const given = keepCopy(query, 'getThreadMembers');
    const read = async () => this.#call('getThreadMembers', { path, query: given() }, options).withResponse();
    return new List({
      operation: operations.getThreadMembers,
      read: () => apiCall(read()),
      itemsOf: ({ members }) => members,
    });
  }

  /**
   * Makes the caller follow the thread.
   *
   * @remarks followThread: `POST /threads/{THREAD_CHAT_ID}/follow`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  follow(threadChatId: string, options?: CallOptions): ApiCall<undefined> {
    return this.#call('followThread', { path: { THREAD_CHAT_ID: threadChatId } }, options);
  }

  /**
   * Makes the caller stop following the thread.
   *
   * @remarks unfollowThread: `POST /threads/{THREAD_CHAT_ID}/unfollow`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  unfollow(threadChatId: string, options?: CallOptions): ApiCall<undefined> {
    return this.#call('unfollowThread', { path: { THREAD_CHAT_ID: threadChatId } }, options);
  }

  /**
   * Takes the caller out of the thread; the caller stays in the channel.
   *
   * @remarks leaveThread: `POST /chats/{THREAD_CHAT_ID}/leave`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  leave(threadChatId: string, options?: CallOptions): ApiCall<undefined> {
    return this.#call('leaveThread', { path: { THREAD_CHAT_ID: threadChatId } }, options);
  }

  /**
   * Silences the thread for the caller.
   *
   * @remarks muteThread: `POST /chats/{THREAD_CHAT_ID}/mute`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  mute(threadChatId: string, options?: CallOptions): ApiCall<undefined> {
    return this.#call('muteThread', { path: { THREAD_CHAT_ID: threadChatId } }, options);
  }

  /**
   * Ends the silence of a muted thread.
   *
   * @remarks unmuteThread: `POST /chats/{THREAD_CHAT_ID}/unmute`; 20 calls per user in 60 s, then locked for 10 min; scope ZohoCliq.Chats.UPDATE; may be repeated: the state is the same after it; codes thread_chatid_invalid, operation_failed, operation_not_allowed.
   */
  unmute(threadChatId: string, options?: CallOptions): ApiCall<undefined> {
    return this.#call('unmuteThread', { path: { THREAD_CHAT_ID: threadChatId } }, options);
  }
}

/** Spreading what is no list would throw before there is a promise, or send the letters of one id as ids. */
function usersBody(userIds: readonly string[]): { user_ids: string[] } {
  return { user_ids: Array.isArray(userIds) ? [...userIds] : [] };
}
