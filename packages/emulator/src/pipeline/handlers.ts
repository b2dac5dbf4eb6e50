import type { OperationId } from '@cliqkit/types';
import { createPinCategory } from '../folders/create-folder.ts';
import { deletePinCategory } from '../folders/delete-folder.ts';
import { getPinCategories } from '../folders/list-folders.ts';
import { reorderChatInCategory } from '../folders/move-chat.ts';
import { reorderCategory } from '../folders/move-folder.ts';
import { pinChat } from '../folders/pin-chat.ts';
import { bulkUpdateChatsInCategory } from '../folders/replace-chats.ts';
import { unpinChat } from '../folders/unpin-chat.ts';
import { removeChatsAcrossCategories } from '../folders/unpin-chats.ts';
import { updatePinCategory } from '../folders/update-folder.ts';
import { addPinnedMessage } from '../pins/add-pin.ts';
import { getPrimaryPinnedMessage } from '../pins/get-primary-pin.ts';
import { getPinnedMessages } from '../pins/list-pins.ts';
import { reorderPinnedMessages } from '../pins/move-pin.ts';
import { deletePinnedMessages } from '../pins/remove-pins.ts';
import { addThreadFollowers, removeThreadFollowers } from '../threads/change-followers.ts';
import { updateThreadState } from '../threads/change-state.ts';
import { followThread, unfollowThread } from '../threads/follow.ts';
import { getThreadMainMessage } from '../threads/get-main-message.ts';
import { getThreadDetailsV3 } from '../threads/get-thread.ts';
import { getThreadFollowers, getThreadMembers, getThreadNonFollowers } from '../threads/people.ts';
import { sendMessageToThread } from '../threads/reply-in-thread.ts';
import {
  createThreadMessageByChannelId,
  createThreadMessageByChannelUniqueName,
  createThreadMessageByChatId,
} from '../threads/start-thread.ts';
import { leaveThread, muteThread, unmuteThread } from '../threads/take-part.ts';
import type { Handler } from './call.ts';

/**
 * What carries out each operation. One that the specs gain answers 501 until it is here: typed calls come with the spec
 * alone, and a test counts what is missing.
 */
export const handlers: { readonly [Id in OperationId]?: Handler<Id> } = {
  addPinnedMessage,
  addThreadFollowers,
  bulkUpdateChatsInCategory,
  createPinCategory,
  createThreadMessageByChannelId,
  createThreadMessageByChannelUniqueName,
  createThreadMessageByChatId,
  deletePinCategory,
  deletePinnedMessages,
  followThread,
  getPinCategories,
  getPinnedMessages,
  getPrimaryPinnedMessage,
  getThreadDetailsV3,
  getThreadFollowers,
  getThreadMainMessage,
  getThreadMembers,
  getThreadNonFollowers,
  leaveThread,
  muteThread,
  pinChat,
  removeChatsAcrossCategories,
  removeThreadFollowers,
  reorderCategory,
  reorderChatInCategory,
  reorderPinnedMessages,
  sendMessageToThread,
  unfollowThread,
  unmuteThread,
  unpinChat,
  updatePinCategory,
  updateThreadState,
};
