import type { OperationId } from '@cliqkit/types';

/** One call of an operation, as source text. */
export interface CallText {
  /** The method of cliqkit and of the hand-written interfaces, which have the same ones, with its arguments. */
  readonly method: string;
  /** What a consumer reads of what that method gives. */
  readonly reads?: string;
  /** For the others: the ids in the order of the path, then query and body. */
  readonly ids?: readonly string[];
  readonly query?: string;
  readonly body?: string;
  /** The same of the reply as it came. */
  readonly readsReply?: string;
}

const forEver = '{ message_id: message, expiry_time: -1, notify: false }';
const onMessage = '{ text, thread_message_id: message, sync_message: true }';

/** One call of each operation. A reply that has content is read. */
export const calls: Readonly<Record<OperationId, CallText>> = {
  getPinnedMessages: {
    method: 'pins.list(chat, { limit: 10 })',
    reads: '[0]?.content.text',
    ids: ['chat'],
    query: '{ limit: 10 }',
    readsReply: '.data[0]?.content.text',
  },
  getPrimaryPinnedMessage: {
    method: 'pins.getPrimary(chat)',
    reads: '.content.text',
    ids: ['chat'],
    readsReply: '.data.content.text',
  },
  addPinnedMessage: {
    method: `pins.add(chat, ${forEver})`,
    reads: '.id',
    ids: ['chat'],
    body: forEver,
    readsReply: '.data.id',
  },
  reorderPinnedMessages: {
    method: 'pins.reorder(chat, { message_id: message, last_sync_time: now })',
    ids: ['chat'],
    body: '{ message_id: message, last_sync_time: now }',
  },
  deletePinnedMessages: {
    method: 'pins.remove(chat, [message])',
    reads: '.succeeded[0]',
    ids: ['chat'],
    body: '{ message_ids: [message] }',
  },
  getPinCategories: {
    method: "folders.list({ include_fields: ['chats'] })",
    reads: '[0]?.chats?.[0]?.name',
    query: "{ include_fields: ['chats'] }",
    readsReply: '.data[0]?.chats?.[0]?.name',
  },
  createPinCategory: {
    method: 'folders.create({ title: text, chat_ids: [chat] })',
    reads: '.category_id',
    body: '{ title: text, chat_ids: [chat] }',
    readsReply: '.data.category_id',
  },
  updatePinCategory: {
    method: 'folders.updateDetails(folder, { title: text })',
    ids: ['folder'],
    body: '{ title: text }',
  },
  reorderChatInCategory: {
    method: 'folders.reorderChat(folder, { chat_id: chat, last_sync_time: now })',
    ids: ['folder'],
    body: '{ chat_id: chat, last_sync_time: now }',
  },
  reorderCategory: {
    method: 'folders.reorder(folder, { pin_above: folder, last_sync_time: now })',
    ids: ['folder'],
    body: '{ pin_above: folder, last_sync_time: now }',
  },
  bulkUpdateChatsInCategory: {
    method: 'folders.replaceChats(folder, { chat_ids: [chat], last_sync_time: now })',
    reads: '.succeeded[0]',
    ids: ['folder'],
    body: '{ chat_ids: [chat], last_sync_time: now }',
  },
  deletePinCategory: {
    method: 'folders.delete(folder, { unpin_all: true })',
    ids: ['folder'],
    query: '{ unpin_all: true }',
  },
  pinChat: {
    method: 'folders.pinChat(chat, { category_id: folder })',
    reads: '.chat_id',
    ids: ['chat'],
    body: '{ category_id: folder }',
    readsReply: '.data.chat_id',
  },
  unpinChat: {
    method: 'folders.unpinChat(chat)',
    reads: '.chat_id',
    ids: ['chat'],
    readsReply: '.data.chat_id',
  },
  removeChatsAcrossCategories: {
    method: 'folders.unpinChats([chat])',
    reads: '.succeeded[0]',
    query: '{ chat_ids: [chat] }',
  },
  createThreadMessageByChannelId: {
    method: `threads.start({ channelId: channel }, ${onMessage})`,
    reads: '?.message_id',
    ids: ['channel'],
    body: onMessage,
    readsReply: '?.message_id',
  },
  createThreadMessageByChatId: {
    method: `threads.start({ chatId: chat }, ${onMessage})`,
    reads: '?.message_id',
    ids: ['chat'],
    body: onMessage,
    readsReply: '?.message_id',
  },
  createThreadMessageByChannelUniqueName: {
    method: `threads.start({ channelName: channel }, ${onMessage})`,
    reads: '?.message_id',
    ids: ['channel'],
    body: onMessage,
    readsReply: '?.message_id',
  },
  sendMessageToThread: {
    method: 'threads.reply(thread, { text, sync_message: true })',
    reads: '?.message_id',
    ids: ['thread'],
    body: '{ text, sync_message: true }',
    readsReply: '?.message_id',
  },
  getThreadDetailsV3: {
    method: 'threads.get(thread)',
    reads: '.title',
    ids: ['thread'],
    readsReply: '.data.title',
  },
  getThreadMainMessage: {
    method: 'threads.getMainMessage(thread)',
    reads: '.content.text',
    ids: ['thread'],
    readsReply: '.content.text',
  },
  updateThreadState: {
    method: "threads.updateState(thread, { action: 'close' })",
    ids: ['thread'],
    body: "{ action: 'close' }",
  },
  getThreadFollowers: {
    method: 'threads.followers(thread)',
    reads: '[0]?.name',
    ids: ['thread'],
    readsReply: '.data[0]?.name',
  },
  getThreadNonFollowers: {
    method: 'threads.nonFollowers(thread)',
    reads: '[0]?.name',
    ids: ['thread'],
    readsReply: '.data[0]?.name',
  },
  addThreadFollowers: {
    method: 'threads.addFollowers(thread, [user])',
    ids: ['thread'],
    body: '{ user_ids: [user] }',
  },
  removeThreadFollowers: {
    method: 'threads.removeFollowers(thread, [user])',
    ids: ['thread'],
    body: '{ user_ids: [user] }',
  },
  getThreadMembers: {
    method: "threads.members(thread, { fields: ['name'] })",
    reads: '[0]?.name',
    ids: ['thread'],
    query: "{ fields: ['name'] }",
    readsReply: '.members[0]?.name',
  },
  followThread: { method: 'threads.follow(thread)', ids: ['thread'] },
  unfollowThread: { method: 'threads.unfollow(thread)', ids: ['thread'] },
  leaveThread: { method: 'threads.leave(thread)', ids: ['thread'] },
  muteThread: { method: 'threads.mute(thread)', ids: ['thread'] },
  unmuteThread: { method: 'threads.unmute(thread)', ids: ['thread'] },
};
