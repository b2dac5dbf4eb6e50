import type { Quirks } from '../quirks.ts';
import type { ChatEntry } from './describe-workspace.ts';
import { entryOf } from './describe-workspace.ts';
import { sentAt } from './message-id.ts';
import type { Pin } from './pin-board.ts';
import { never, pinsAt } from './pin-board.ts';
import type { Chat, Message, Thread, Workspace } from './workspace.ts';

/** A message, with when it was sent in epoch milliseconds. */
interface MessageView {
  id: string;
  sender: { id: string; name: string };
  text: string;
  time: number;
}

/** A chat or a thread as one who is in it sees it. */
interface ChatView extends ChatEntry {
  /** Of a thread. */
  parent?: ChatEntry;
  /** Of a thread. */
  state?: Thread['state'];
  /** Names of those who follow a thread. */
  followers?: string[];
  /** Names of the first 200. */
  members: string[];
  /** The primary one first, then in the order of the board. */
  pins: { message: MessageView; primary: boolean; expiresAt: number | null; creator: string }[];
  /** The latest 50, oldest first. */
  messages: MessageView[];
  /** The latest 200. */
  threads: {
    id: string;
    title: string;
    state: Thread['state'];
    followers: string[];
    messageCount: number;
    lastMessage?: MessageView;
  }[];
}

const mostMessages = 50;
const mostMembers = 200;
const mostThreads = 200;

function messageView({ id, sender, text }: Message): MessageView {
  return { id, sender: { id: sender.id, name: sender.name }, text, time: sentAt(id) };
}

/** Names of users and bots. */
function namesOf({ users, bots }: Workspace, ids: Iterable<string>): string[] {
  const all = [...bots.values()];
  return [...ids].map((id) => (users.get(id) ?? all.find((bot) => bot.id === id))?.name ?? id);
}

function threadsOf(workspace: Workspace, chat: Chat): ChatView['threads'] {
  const own = [...workspace.threads.values()].filter(({ parent }) => parent === chat);
  return own.slice(-mostThreads).map((thread) => {
    const last = thread.chat.messages.at(-1);
    return {
      id: thread.chat.id,
      title: thread.title,
      state: thread.state,
      followers: namesOf(workspace, thread.followers),
      messageCount: thread.chat.messages.length,
      ...(last === undefined ? {} : { lastMessage: messageView(last) }),
    };
  });
}

/**
 * A chat or a thread as a user sees it; nothing when there is no such chat, or the user is not in it. Changes nothing: pins
 * that have ended are left out, and stay for the next call to remove.
 */
export function describeChat(
  workspace: Workspace,
  userId: string,
  chatId: string,
  now: number,
  { primaryRemoved }: Pick<Quirks, 'primaryRemoved'>,
): ChatView | undefined {
  const chat = workspace.chats.get(chatId);
  if (!chat?.members.has(userId)) return undefined;
  const thread = workspace.threads.get(chatId);
  const { pins, primary } = pinsAt(chat.board, now, primaryRemoved);
  const rank = (pin: Pin): number => (pin === primary ? 0 : 1);
  return {
    ...entryOf(workspace, chat, userId),
    ...(thread === undefined
      ? {}
      : {
          parent: entryOf(workspace, thread.parent, userId),
          state: thread.state,
          followers: namesOf(workspace, thread.followers),
        }),
    members: namesOf(workspace, [...chat.members].slice(0, mostMembers)),
    pins: [...pins]
      .sort((a, b) => rank(a) - rank(b))
      .map((pin) => ({
        message: messageView(pin.message),
        primary: pin === primary,
        expiresAt: pin.expiresAt === never ? null : pin.expiresAt,
        creator: workspace.users.get(pin.creatorId)?.name ?? '',
      })),
    messages: chat.messages.slice(-mostMessages).map(messageView),
    threads: threadsOf(workspace, chat),
  };
}
