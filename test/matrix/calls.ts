import { demo } from '@cliqkit/emulator';
import type { BatchResult, Cliq, OperationId } from 'cliqkit';

const { channels, direct, folders, group, messages, threads, users } = demo;
const launch = channels.launch.chatId;
const thread = threads.rollback;
const post = { text: 'All steps work.', thread_message_id: messages.rollback, sync_message: true };

/** One call of an operation on the demo workspace: right as it stands, and made of one request. */
export interface OneCall {
  /** Makes a difference for the call to make, where the demo workspace leaves none. */
  prepare?(cliq: Cliq): Promise<unknown>;
  /** `syncTime` is later than everything that was prepared, and earlier than the call. */
  run(cliq: Cliq, syncTime: number): Promise<unknown>;
}

/** The failure of a batch is in its result; a call throws it. */
async function thrown(batch: Promise<BatchResult>): Promise<BatchResult> {
  const result = await batch;
  const [failure] = [...result.failed, ...result.unknown];
  if (failure) throw failure.error;
  return result;
}

export const calls: Readonly<Record<OperationId, OneCall>> = {
  getPinnedMessages: { run: ({ pins }) => pins.list(launch).toArray() },
  getPrimaryPinnedMessage: { run: ({ pins }) => pins.getPrimary(launch) },
  addPinnedMessage: {
    run: ({ pins }) => pins.add(launch, { message_id: messages.freeze, expiry_time: -1, notify: true }),
  },
  reorderPinnedMessages: {
    run: ({ pins }, last_sync_time) =>
      pins.reorder(launch, {
        message_id: messages.rollback,
        pin_above: messages.checklist,
        last_sync_time,
      }),
  },
  deletePinnedMessages: { run: ({ pins }) => thrown(pins.remove(launch, [messages.rollback])) },
  getPinCategories: { run: (cliq) => cliq.folders.list().toArray() },
  createPinCategory: { run: (cliq) => cliq.folders.create({ title: 'Release', chat_ids: [direct.dev] }) },
  removeChatsAcrossCategories: { run: (cliq) => thrown(cliq.folders.unpinChats([launch])) },
  updatePinCategory: {
    run: (cliq) => cliq.folders.updateDetails(folders.launch, { title: 'Launch 2026' }),
  },
  deletePinCategory: { run: (cliq) => cliq.folders.delete(folders.people) },
  reorderChatInCategory: {
    run: (cliq, last_sync_time) =>
      cliq.folders.reorderChat(folders.people, {
        chat_id: direct.chloe,
        pin_above: direct.ben,
        last_sync_time,
      }),
  },
  reorderCategory: {
    run: (cliq, last_sync_time) =>
      cliq.folders.reorder(folders.people, { pin_above: folders.launch, last_sync_time }),
  },
  bulkUpdateChatsInCategory: {
    run: (cliq, last_sync_time) =>
      cliq.folders.replaceChats(folders.people, { chat_ids: [direct.dev], last_sync_time }),
  },
  pinChat: { run: (cliq) => cliq.folders.pinChat(direct.dev, { category_id: folders.launch }) },
  unpinChat: { run: (cliq) => cliq.folders.unpinChat(group.offsite) },
  createThreadMessageByChannelId: {
    run: (cliq) => cliq.threads.start({ channelId: channels.launch.channelId }, post),
  },
  createThreadMessageByChatId: { run: (cliq) => cliq.threads.start({ chatId: launch }, post) },
  createThreadMessageByChannelUniqueName: {
    run: (cliq) => cliq.threads.start({ channelName: channels.launch.name }, post),
  },
  sendMessageToThread: {
    run: (cliq) => cliq.threads.reply(thread, { text: 'All steps work.', sync_message: true }),
  },
  getThreadDetailsV3: { run: (cliq) => cliq.threads.get(thread) },
  updateThreadState: { run: (cliq) => cliq.threads.close(thread) },
  getThreadMainMessage: { run: (cliq) => cliq.threads.getMainMessage(thread) },
  getThreadFollowers: { run: (cliq) => cliq.threads.followers(thread).toArray() },
  addThreadFollowers: { run: (cliq) => cliq.threads.addFollowers(thread, [users.chloe]) },
  removeThreadFollowers: { run: (cliq) => cliq.threads.removeFollowers(thread, [users.ben]) },
  getThreadNonFollowers: { run: (cliq) => cliq.threads.nonFollowers(thread).toArray() },
  followThread: {
    prepare: (cliq) => cliq.threads.unfollow(thread),
    run: (cliq) => cliq.threads.follow(thread),
  },
  unfollowThread: { run: (cliq) => cliq.threads.unfollow(thread) },
  getThreadMembers: { run: (cliq) => cliq.threads.members(thread).toArray() },
  leaveThread: { run: (cliq) => cliq.threads.leave(thread) },
  muteThread: { run: (cliq) => cliq.threads.mute(thread) },
  unmuteThread: {
    prepare: (cliq) => cliq.threads.mute(thread),
    run: (cliq) => cliq.threads.unmute(thread),
  },
};
