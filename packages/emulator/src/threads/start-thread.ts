import type { PostedMessage } from '@cliqkit/types';
import type { Call, Handler } from '../pipeline/call.ts';
import { canonicalMessageId } from '../state/message-id.ts';
import { createThread } from '../state/thread.ts';
import type { Chat, Message, Thread } from '../state/workspace.ts';
import { actorIn } from './actor.ts';
import { postMessage, requireAnswered, requireOpen, requireRoomFor } from './post-message.ts';

type StartCall = Call<
  'createThreadMessageByChannelId' | 'createThreadMessageByChannelUniqueName' | 'createThreadMessageByChatId'
>;

/** A title is cut from the message when none is given: by characters, because half of one is no text. */
const titleLength = 100;

function requireChannel(call: StartCall, isIt: (chat: Chat) => boolean): Chat {
  const chat = [...call.workspace.chats.values()].find(
    (candidate) => candidate.channel !== undefined && isIt(candidate),
  );
  if (chat === undefined) throw call.refuse('operation_failed', 'There is no such channel.');
  if (!chat.members.has(call.userId)) {
    throw call.refuse('operation_not_allowed', 'You are not a member of this channel.');
  }
  return chat;
}

function requireMainMessage(call: StartCall, chat: Chat): Message {
  if (chat.channel?.replyMode === 'messages') {
    throw call.refuse('operation_failed', 'This channel does not allow threads.');
  }
  const id = canonicalMessageId(call.body.thread_message_id);
  const message = chat.messages.find((candidate) => candidate.id === id);
  if (message === undefined) throw call.refuse('operation_failed', 'This message is not in the channel.');
  return message;
}

function open(call: StartCall, chat: Chat, mainMessage: Message): Thread {
  const { threads, chats, ids, users } = call.workspace;
  const title = call.body.thread_title ?? [...mainMessage.text].slice(0, titleLength).join('');
  const thread = createThread(`${chat.id}-T-${ids.long()}`, chat, mainMessage, title);
  if (users.has(mainMessage.sender.id)) {
    thread.followers.add(mainMessage.sender.id);
    thread.participants.add(mainMessage.sender.id);
  }
  threads.set(thread.chat.id, thread);
  chats.set(thread.chat.id, thread.chat);
  return thread;
}

/** Starts a thread. If one hangs on the message already, the text goes there and its title stays. */
function startThread(call: StartCall, isIt: (chat: Chat) => boolean): PostedMessage | undefined {
  const chat = requireChannel(call, isIt);
  const author = actorIn(call, chat, call.query.bot_unique_name);
  const mainMessage = requireMainMessage(call, chat);
  const known = [...call.workspace.threads.values()].find((thread) => thread.mainMessage === mainMessage);
  if (known !== undefined) requireOpen(call, known);
  requireAnswered(call, call.body, [...chat.messages, ...(known?.chat.messages ?? [])]);
  requireRoomFor(call, call.body, known === undefined ? 1 : 0);
  return postMessage(call, known ?? open(call, chat, mainMessage), author, call.body);
}

export const createThreadMessageByChannelId: Handler<'createThreadMessageByChannelId'> = (call) =>
  startThread(call, ({ channel }) => channel?.id === call.id);

export const createThreadMessageByChannelUniqueName: Handler<'createThreadMessageByChannelUniqueName'> = (
  call,
) => startThread(call, ({ channel }) => channel?.uniqueName === call.id);

export const createThreadMessageByChatId: Handler<'createThreadMessageByChatId'> = (call) =>
  startThread(call, ({ id }) => id === call.id);
