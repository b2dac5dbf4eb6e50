import { firstNames, largeTexts, lastNames } from './large-texts.ts';
import type { Seed, SeedChat, SeedFolder, SeedMessage, SeedThread, SeedUser } from './seed.ts';

const userCount = 500;
const chatCount = 1000;
/** The first chats are channels, then come groups, the chat of a bot, and direct chats. */
const channelCount = 300;
const groupCount = 250;
const messagesPerChat = 80;
const threadCount = 2000;
const messagesPerThread = 10;
/** How far the messages of a channel are apart that threads hang on. */
const threadEvery = 11;
const folderCount = 20;
const chatsPerFolder = 40;

/** When the first message was sent, and how far they are apart. */
const firstSentAt = 1_788_000_000_000;
const apartMs = 25_000;

const bot = { id: '855890001', uniqueName: 'buildbot', name: 'Build Bot' };

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('@cliqkit/emulator: there is nothing to pick from');
  return item;
}

/** A number below `below` that does not show what it was made of, and is the same every time. */
function scattered(index: number, below: number): number {
  return (Math.imul(index + 1, 2_654_435_761) >>> 8) % below;
}

function digits(start: string, index: number): string {
  return [start, String(index).padStart(6, '0')].join('');
}

function userAt(index: number): SeedUser {
  const first = pick(firstNames, index);
  const last = pick(lastNames, Math.floor(index / firstNames.length));
  return {
    id: digits('855', index + 1),
    name: `${first} ${last}`,
    email: `${first}.${last}@example.com`.toLowerCase(),
    utcOffsetMinutes: pick([0, 60, 330, 540, -300], index),
  };
}

/** @param number - Counts the messages of the workspace, in the order of time. */
function messageAt(number: number, senders: readonly string[]): SeedMessage {
  return {
    // Joined, because an id put together otherwise keeps its parts in memory beside it.
    id: [firstSentAt + number * apartMs, digits('12958', number)].join('_'),
    senderId: pick(senders, scattered(number, 1_000_000)),
    text: pick(largeTexts, scattered(number, 1_000_003)),
  };
}

function chatId(index: number): string {
  return index % 2 === 0 ? `CT_${digits('2242125513190', index)}_855711548` : digits('1488288613043', index);
}

/** The first user, and others. */
function membersOf(index: number, userIds: readonly string[]): string[] {
  const direct = index - channelCount - groupCount;
  if (direct === 0) return userIds.slice(0, 1);
  if (direct > 0) return [pick(userIds, 0), pick(userIds, direct)];
  const [least, spread] = index < channelCount ? [10, 40] : [3, 8];
  const others = userIds.slice(1);
  const start = scattered(index, others.length);
  return [pick(userIds, 0), ...many(least + scattered(index, spread), (step) => pick(others, start + step))];
}

function chatAt(index: number, userIds: readonly string[]): SeedChat {
  const members = membersOf(index, userIds);
  const isBot = index === channelCount + groupCount;
  const senders = isBot ? [bot.id] : members;
  const chat = {
    id: chatId(index),
    members,
    // The chats take turns, so that the latest messages are spread over all of them.
    messages: many(messagesPerChat, (turn) => messageAt(turn * chatCount + index, senders)),
  };
  if (isBot) return { ...chat, type: 'bot', name: bot.name, bot: bot.uniqueName };
  if (index > channelCount + groupCount) return { ...chat, type: 'direct_message' };
  if (index >= channelCount) return { ...chat, type: 'group_chat', name: `Team ${index - channelCount + 1}` };
  const uniqueName = `project${index + 1}`;
  const channel = {
    id: digits('P2004500000', index),
    uniqueName,
    replyMode: 'both',
    bots: [bot.uniqueName],
  } as const;
  const pins = chat.messages
    .filter((_, turn) => turn % 25 === 5)
    .map(({ id, senderId }) => ({ messageId: id, creatorId: senderId }));
  return { ...chat, type: 'channel', name: `#${uniqueName}`, channel, pins };
}

function threadAt(index: number, chats: readonly SeedChat[]): SeedThread {
  const parent = pick(chats.slice(0, channelCount), index);
  const main = pick(parent.messages, Math.floor(index / channelCount) * threadEvery);
  const first = messagesPerChat * chatCount;
  return {
    id: `${parent.id}-T-${digits('2263887074117', index)}`,
    parentChatId: parent.id,
    messageId: main.id,
    title: main.text,
    state: index % 10 === 9 ? 'closed' : 'open',
    followers: [...new Set([pick(parent.members, 0), main.senderId])],
    messages: many(messagesPerThread, (turn) =>
      messageAt(first + turn * threadCount + index, parent.members),
    ),
  };
}

function folderAt(index: number, chats: readonly SeedChat[]): SeedFolder {
  const start = index * chatsPerFolder;
  return {
    id: digits('4000000', index + 1),
    title: `Area ${index + 1}`,
    state: index % 3 === 2 ? 'collapsed' : 'expanded',
    chatIds: chats.slice(start, start + chatsPerFolder).map(({ id }) => id),
  };
}

/** A company of 500: 1,000 chats, 2,000 threads, 100,000 messages. The first user is in every chat. */
export function largeSeed(): Seed {
  const users = many(userCount, userAt);
  const userIds = users.map(({ id }) => id);
  const chats = many(chatCount, (index) => chatAt(index, userIds));
  const inFolders = folderCount * chatsPerFolder;
  return {
    name: 'large',
    users,
    bots: [bot],
    chats,
    threads: many(threadCount, (index) => threadAt(index, chats)),
    shelves: [
      {
        userId: pick(userIds, 0),
        chatIds: chats.slice(inFolders, inFolders + chatsPerFolder).map(({ id }) => id),
        folders: many(folderCount, (index) => folderAt(index, chats)),
      },
    ],
  };
}
