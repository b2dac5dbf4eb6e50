import type { OperationId } from '@cliqkit/types';
import type { CallRow } from '../../cliqkit/test/support/describe-calls.ts';
import { dataOf, describeCalls } from '../../cliqkit/test/support/describe-calls.ts';
import type { Threads } from '../src/index.ts';
import { createThreads } from '../src/index.ts';

const id = 'CT_2242125513190139257_855711548-T-2263887074117538898';
const thread = `/threads/${id}`;
const chat = `/chats/${id}`;
const nothing = (): undefined => undefined;
const itself = (json: unknown): unknown => json;

function membersOf(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'members' in json ? json.members : undefined;
}

const first = { text: 'Let us sort this out here.', thread_message_id: '1599044334698_117280617320' };
const firstInFull = {
  ...first,
  thread_title: 'Ticket backlog',
  reply_to: '1599044334698_117280617319',
  post_in_parent: false,
  sync_message: true,
};

const messages: CallRow<Threads>[] = [
  {
    name: 'start, by channel id',
    operation: 'createThreadMessageByChannelId',
    id: 'P2004500000000045001',
    call: (threads, channelId, options) => threads.start({ channelId }, first, {}, options),
    sends: { method: 'POST', path: '/channels/P2004500000000045001/messages', body: first },
    resolves: itself,
  },
  {
    name: 'start, by chat id, as a bot',
    operation: 'createThreadMessageByChatId',
    id: 'CT_1_2',
    call: (threads, chatId, options) =>
      threads.start({ chatId }, first, { bot_unique_name: 'releasebot' }, options),
    sends: {
      method: 'POST',
      path: '/chats/CT_1_2/messages?bot_unique_name=releasebot',
      body: first,
    },
    resolves: itself,
  },
  {
    name: 'start, by channel name, with all there is',
    operation: 'createThreadMessageByChannelUniqueName',
    id: 'launch',
    call: (threads, channelName, options) => threads.start({ channelName }, firstInFull, {}, options),
    sends: { method: 'POST', path: '/channelsbyname/launch/messages', body: firstInFull },
    resolves: itself,
  },
  {
    name: 'start, when the service does not say the id of the message',
    operation: 'createThreadMessageByChatId',
    id: 'CT_1_2',
    call: (threads, chatId, options) => threads.start({ chatId }, first, undefined, options),
    sends: { method: 'POST', path: '/chats/CT_1_2/messages', body: first },
    reply: { status: 204 },
    resolves: nothing,
  },
  {
    name: 'reply',
    operation: 'sendMessageToThread',
    id,
    call: (threads, threadId, options) =>
      threads.reply(threadId, { text: 'Done.', sync_message: true }, {}, options),
    sends: { method: 'POST', path: `${chat}/messages`, body: { text: 'Done.', sync_message: true } },
    resolves: itself,
  },
  {
    name: 'reply, as a bot, when the service does not say the id of the message',
    operation: 'sendMessageToThread',
    id,
    call: (threads, threadId, options) =>
      threads.reply(
        threadId,
        { text: 'Done.', reply_to: '1_1', post_in_parent: true },
        { bot_unique_name: 'releasebot' },
        options,
      ),
    sends: {
      method: 'POST',
      path: `${chat}/messages?bot_unique_name=releasebot`,
      body: { text: 'Done.', reply_to: '1_1', post_in_parent: true },
    },
    reply: { status: 204 },
    resolves: nothing,
  },
  {
    name: 'getMainMessage',
    operation: 'getThreadMainMessage',
    id,
    call: (threads, threadId, options) => threads.getMainMessage(threadId, options),
    sends: { method: 'GET', path: `${thread}/messages/main` },
    resolves: itself,
  },
];

const state: CallRow<Threads>[] = [
  {
    name: 'get',
    operation: 'getThreadDetailsV3',
    id,
    call: (threads, threadId, options) => threads.get(threadId, options),
    sends: { method: 'GET', path: thread },
    resolves: dataOf,
  },
  {
    name: 'updateState',
    operation: 'updateThreadState',
    id,
    call: (threads, threadId, options) =>
      threads.updateState(
        threadId,
        { action: 'follow' },
        { bot_unique_name: 'releasebot', appkey: 'sandbox-key' },
        options,
      ),
    sends: {
      method: 'PUT',
      path: `${thread}?bot_unique_name=releasebot&appkey=sandbox-key`,
      body: { action: 'follow' },
    },
    resolves: nothing,
  },
  {
    name: 'updateState, as the user',
    operation: 'updateThreadState',
    id,
    call: (threads, threadId, options) =>
      threads.updateState(threadId, { action: 'unfollow' }, undefined, options),
    sends: { method: 'PUT', path: thread, body: { action: 'unfollow' } },
    resolves: nothing,
  },
  {
    name: 'close',
    operation: 'updateThreadState',
    id,
    call: (threads, threadId, options) => threads.close(threadId, undefined, options),
    sends: { method: 'PUT', path: thread, body: { action: 'close' } },
    resolves: nothing,
  },
  {
    name: 'close, as a bot',
    operation: 'updateThreadState',
    id,
    call: (threads, threadId, options) => threads.close(threadId, { bot_unique_name: 'releasebot' }, options),
    sends: { method: 'PUT', path: `${thread}?bot_unique_name=releasebot`, body: { action: 'close' } },
    resolves: nothing,
  },
  {
    name: 'reopen',
    operation: 'updateThreadState',
    id,
    call: (threads, threadId, options) => threads.reopen(threadId, {}, options),
    sends: { method: 'PUT', path: thread, body: { action: 'reopen' } },
    resolves: nothing,
  },
];

const two = ['855727961', '855727962'];

const people: CallRow<Threads>[] = [
  {
    name: 'followers',
    operation: 'getThreadFollowers',
    id,
    call: (threads, threadId, options) => threads.followers(threadId, options).toArray(),
    sends: { method: 'GET', path: `${thread}/followers` },
    resolves: dataOf,
  },
  {
    name: 'nonFollowers',
    operation: 'getThreadNonFollowers',
    id,
    call: (threads, threadId, options) => threads.nonFollowers(threadId, options).toArray(),
    sends: { method: 'GET', path: `${thread}/nonfollowers` },
    resolves: dataOf,
  },
  {
    name: 'addFollowers',
    operation: 'addThreadFollowers',
    id,
    call: (threads, threadId, options) => threads.addFollowers(threadId, two, options),
    sends: { method: 'POST', path: `${thread}/followers`, body: { user_ids: two } },
    resolves: nothing,
  },
  {
    name: 'removeFollowers',
    operation: 'removeThreadFollowers',
    id,
    call: (threads, threadId, options) => threads.removeFollowers(threadId, two, options),
    sends: { method: 'DELETE', path: `${thread}/followers`, body: { user_ids: two } },
    resolves: nothing,
  },
  {
    name: 'members',
    operation: 'getThreadMembers',
    id,
    call: (threads, threadId, options) => threads.members(threadId, undefined, options).toArray(),
    sends: { method: 'GET', path: `${chat}/members` },
    resolves: membersOf,
  },
  {
    name: 'members, with some of their fields',
    operation: 'getThreadMembers',
    id,
    call: (threads, threadId, options) =>
      threads.members(threadId, { fields: ['user_id', 'name'] }, options).toArray(),
    sends: { method: 'GET', path: `${chat}/members?fields=user_id,name` },
    resolves: membersOf,
  },
];

/** The five switches of the caller: a URL each, and nothing to say. */
function switchRow(
  name: 'follow' | 'unfollow' | 'leave' | 'mute' | 'unmute',
  operation: OperationId,
  path: string,
): CallRow<Threads> {
  return {
    name,
    operation,
    id,
    call: (threads, threadId, options) => threads[name](threadId, options),
    sends: { method: 'POST', path },
    resolves: nothing,
  };
}

const switches = [
  switchRow('follow', 'followThread', `${thread}/follow`),
  switchRow('unfollow', 'unfollowThread', `${thread}/unfollow`),
  switchRow('leave', 'leaveThread', `${chat}/leave`),
  switchRow('mute', 'muteThread', `${chat}/mute`),
  switchRow('unmute', 'unmuteThread', `${chat}/unmute`),
];

describeCalls(createThreads, [...messages, ...state, ...people, ...switches]);
