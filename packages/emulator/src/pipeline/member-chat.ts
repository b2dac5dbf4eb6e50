import type { Chat } from '../state/workspace.ts';
import type { CallContext, Refuser } from './call.ts';

/** The chat with this id, if the caller is in it. */
export function findMemberChat({ workspace, userId }: CallContext, chatId: string): Chat | undefined {
  const chat = workspace.chats.get(chatId);
  return chat?.members.has(userId) ? chat : undefined;
}

/** The chat that the URL names. A chat that does not exist is refused like one that the caller is not in. */
export function memberChat(call: CallContext & Refuser<'operation_not_allowed'>): Chat {
  const chat = findMemberChat(call, call.id);
  if (chat === undefined) throw call.refuse('operation_not_allowed', 'You are not a member of this chat.');
  return chat;
}
