import type { OperationId } from '@cliqkit/types';

/** What a request to the API carries, read. */
export interface CallParts {
  /** The chat, channel, thread or folder that the URL names. */
  readonly id: string;
  /** All ids that the URL names, in its order. */
  readonly ids: readonly string[];
  readonly query: Readonly<Record<string, unknown>>;
  /** The keys of its JSON body; none without one. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a method takes, in its order. What is left out at the end need not be written. */
type Arguments = (parts: CallParts) => readonly unknown[];

const idOnly: Arguments = ({ id }) => [id];
const idAndBody: Arguments = ({ id, body }) => [id, body];
const idAndQuery: Arguments = ({ id, query }) => [id, query];
/** The SDK asks for the pages of a list by itself. */
const idAndListQuery: Arguments = ({ id, query: { next_token: _, ...query } }) => [id, query];
const idBodyAndQuery: Arguments = ({ id, body, query }) => [id, body, query];
const idAndUsers: Arguments = ({ id, body }) => [id, body['user_ids']];

/** Methods that give a list, which asks for nothing until it is read. */
const lists: ReadonlySet<string> = new Set([
  'pins.list',
  'folders.list',
  'threads.followers',
  'threads.nonFollowers',
  'threads.members',
]);

/** By operation: the method of the SDK that makes it, and what the method takes. */
export const sdkMethods: Readonly<
  Record<OperationId, { readonly method: string; readonly takes: Arguments }>
> = {
  addPinnedMessage: { method: 'pins.add', takes: idAndBody },
  getPinnedMessages: { method: 'pins.list', takes: idAndListQuery },
  getPrimaryPinnedMessage: { method: 'pins.getPrimary', takes: idOnly },
  reorderPinnedMessages: { method: 'pins.reorder', takes: idAndBody },
  deletePinnedMessages: { method: 'pins.remove', takes: ({ id, body }) => [id, body['message_ids']] },
  getPinCategories: { method: 'folders.list', takes: ({ query }) => [query] },
  createPinCategory: { method: 'folders.create', takes: ({ body }) => [body] },
  updatePinCategory: { method: 'folders.updateDetails', takes: idAndBody },
  reorderChatInCategory: { method: 'folders.reorderChat', takes: idAndBody },
  reorderCategory: { method: 'folders.reorder', takes: idAndBody },
  bulkUpdateChatsInCategory: { method: 'folders.replaceChats', takes: idAndBody },
  deletePinCategory: { method: 'folders.delete', takes: idAndQuery },
  removeChatsAcrossCategories: { method: 'folders.unpinChats', takes: ({ query }) => [query['chat_ids']] },
  pinChat: { method: 'folders.pinChat', takes: idAndBody },
  unpinChat: { method: 'folders.unpinChat', takes: idOnly },
  createThreadMessageByChannelId: {
    method: 'threads.start',
    takes: ({ id, body, query }) => [{ channelId: id }, body, query],
  },
  createThreadMessageByChannelUniqueName: {
    method: 'threads.start',
    takes: ({ id, body, query }) => [{ channelName: id }, body, query],
  },
  createThreadMessageByChatId: {
    method: 'threads.start',
    takes: ({ id, body, query }) => [{ chatId: id }, body, query],
  },
  sendMessageToThread: { method: 'threads.reply', takes: idBodyAndQuery },
  getThreadDetailsV3: { method: 'threads.get', takes: idOnly },
  getThreadMainMessage: { method: 'threads.getMainMessage', takes: idOnly },
  updateThreadState: { method: 'threads.updateState', takes: idBodyAndQuery },
  getThreadFollowers: { method: 'threads.followers', takes: idOnly },
  getThreadNonFollowers: { method: 'threads.nonFollowers', takes: idOnly },
  addThreadFollowers: { method: 'threads.addFollowers', takes: idAndUsers },
  removeThreadFollowers: { method: 'threads.removeFollowers', takes: idAndUsers },
  getThreadMembers: { method: 'threads.members', takes: idAndQuery },
  followThread: { method: 'threads.follow', takes: idOnly },
  unfollowThread: { method: 'threads.unfollow', takes: idOnly },
  leaveThread: { method: 'threads.leave', takes: idOnly },
  muteThread: { method: 'threads.mute', takes: idOnly },
  unmuteThread: { method: 'threads.unmute', takes: idOnly },
};

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** A value as the source of a program. */
function source(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(source).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, inner]) => `${/^[a-z_$][\w$]*$/iu.test(key) ? key : JSON.stringify(key)}: ${source(inner)}`,
    );
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  const json = JSON.stringify(value) ?? 'undefined';
  return /^"[^'"\\]*"$/u.test(json) ? `'${json.slice(1, -1)}'` : json;
}

/** The call of the SDK that sends such a request; nothing for a request that the SDK would not send. */
export function sdkCall(operation: OperationId, parts: CallParts): string | undefined {
  // Without ids the service removes all pins, for which the SDK has a method of its own.
  const removesAll = operation === 'deletePinnedMessages' && isEmpty(parts.body['message_ids'] ?? []);
  const { method, takes } = removesAll ? { method: 'pins.clear', takes: idOnly } : sdkMethods[operation];
  const values = [...takes(parts)];
  while (values.length > 0 && isEmpty(values.at(-1))) values.pop();
  if (values.includes(undefined)) return undefined;
  const call = `cliq.${method}(${values.map(source).join(', ')})`;
  return lists.has(method) ? `await ${call}.toArray();` : `await ${call};`;
}
