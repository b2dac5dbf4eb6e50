import type { Seed, SeedChat, SeedMessage, SeedShelf, SeedThread } from '../seeds/seed.ts';
import { createIdSource } from './id-source.ts';
import { sentAt } from './message-id.ts';
import { createPinBoard, never } from './pin-board.ts';
import { createShelf } from './shelf.ts';
import { createThread } from './thread.ts';
import type { Chat, Message, Shelf, Thread, Workspace } from './workspace.ts';

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined)
    throw new TypeError(`@cliqkit/emulator: the seed refers to ${what}, which it does not define`);
  return value;
}

function byId<T>(items: readonly T[], idOf: (item: T) => string, what: string): Map<string, T> {
  const map = new Map(items.map((item) => [idOf(item), item]));
  if (map.size < items.length)
    throw new TypeError(`@cliqkit/emulator: the seed defines two ${what} with the same id`);
  return map;
}

/** Builds the state that a seed describes. Throws a `TypeError` if the seed contradicts itself. */
export function buildWorkspace(seed: Seed): Workspace {
  const users = byId(seed.users, ({ id }) => id, 'users');
  const bots = byId(seed.bots, ({ uniqueName }) => uniqueName, 'bots');
  const user = (id: string) => found(users.get(id), `the user ${id}`);
  const bot = (name: string) => found(bots.get(name), `the bot ${name}`);
  const messageOf = ({ id, senderId, text, mentions = [] }: SeedMessage): Message => {
    const { name } = seed.bots.find((candidate) => candidate.id === senderId) ?? user(senderId);
    return {
      id,
      sender: { id: senderId, name },
      text,
      mentions: mentions.map((mentioned) => user(mentioned)),
    };
  };

  const chatOf = (chat: SeedChat): Chat => {
    for (const name of [...(chat.channel?.bots ?? []), ...(chat.bot === undefined ? [] : [chat.bot])])
      bot(name);
    const messages = chat.messages.map(messageOf);
    const board = createPinBoard();
    board.pins = (chat.pins ?? []).map(({ messageId, creatorId }) => {
      const message = found(
        messages.find(({ id }) => id === messageId),
        `the message ${messageId}`,
      );
      const createdAt = sentAt(messageId);
      return {
        message,
        creatorId: user(creatorId).id,
        createdAt,
        modifiedAt: createdAt,
        expiresAt: never,
        change: 0,
      };
    });
    board.primary = board.pins[0];
    return {
      id: chat.id,
      type: chat.type,
      name: chat.name,
      members: new Set(chat.members.map((id) => user(id).id)),
      channel: chat.channel,
      bot: chat.bot,
      external: chat.external ?? false,
      messages,
      board,
    };
  };
  const chats = byId(seed.chats.map(chatOf), ({ id }) => id, 'chats');
  const chat = (id: string) => found(chats.get(id), `the chat ${id}`);

  const threadOf = (thread: SeedThread): Thread => {
    const parent = chat(thread.parentChatId);
    const mainMessage = found(
      parent.messages.find(({ id }) => id === thread.messageId),
      `the message ${thread.messageId}`,
    );
    const built = createThread(thread.id, parent, mainMessage, thread.title);
    built.state = thread.state ?? 'open';
    for (const message of thread.messages.map(messageOf)) {
      built.chat.messages.push(message);
      built.participants.add(message.sender.id);
    }
    for (const id of thread.followers) {
      built.followers.add(user(id).id);
      built.participants.add(id);
    }
    return built;
  };
  const threads = byId(seed.threads.map(threadOf), (thread) => thread.chat.id, 'threads');
  for (const thread of threads.values()) chats.set(thread.chat.id, thread.chat);

  const shelfOf = ({ chatIds, folders }: SeedShelf): Shelf => {
    const shelf = createShelf();
    shelf.folders[0].chatIds = chatIds.map((id) => chat(id).id);
    for (const { id, title, symbol = '', state = 'expanded', chatIds: inFolder } of folders) {
      shelf.folders.push({ id, title, symbol, state, chatIds: inFolder.map((chatId) => chat(chatId).id) });
    }
    return shelf;
  };
  const shelves = new Map(seed.shelves.map((shelf) => [user(shelf.userId).id, shelfOf(shelf)]));
  return { ids: createIdSource(seed.name), users, bots, chats, threads, shelves };
}
