import { defaultFolderId } from '../state/shelf.ts';
import { checkMessages } from './check-messages.ts';
import { checkAllUnique, checkId } from './check-unique.ts';
import type { Problems } from './problems.ts';
import { below } from './problems.ts';
import type { Seed, SeedChat, SeedShelf, SeedThread } from './seed.ts';

/** The chats, threads and folders of the organisation, or of a network. */
type Part = Pick<Seed, 'chats' | 'threads' | 'shelves'>;

/** Who is there to be referred to. */
export interface Cast {
  /** Ids of users. */
  readonly users: ReadonlySet<string>;
  /** Unique names of bots. */
  readonly bots: ReadonlySet<string>;
  readonly botIds: ReadonlySet<string>;
  /** Where the users are, for messages: `the seed`, or a network. */
  readonly place: string;
}

/** What there is of a chat, or of a thread, to be referred to. */
interface Known {
  readonly members: ReadonlySet<string>;
  readonly messages: ReadonlySet<string>;
}

function checkUsers(ids: readonly string[], at: string, cast: Cast, problems: Problems): void {
  for (const [index, id] of ids.entries()) checkUser(id, below(at, index), cast, problems);
}

function checkUser(id: string, at: string, { users, place }: Cast, problems: Problems): void {
  if (!users.has(id)) problems.add(at, `${place} has no user ${id}`);
}

function checkBot(name: string, at: string, { bots }: Cast, problems: Problems): void {
  if (!bots.has(name)) problems.add(at, `the seed has no bot ${name}`);
}

function checkChat(chat: SeedChat, at: string, cast: Cast, problems: Problems): Known {
  checkId(chat.id, `${at}/id`, problems);
  checkUsers(chat.members, `${at}/members`, cast, problems);
  checkAllUnique(chat.members, `${at}/members`, 'the member', problems);
  if ((chat.type === 'channel') !== (chat.channel !== undefined)) {
    problems.add(at, 'a chat of type channel, and no other, has channel');
  }
  if ((chat.type === 'bot') !== (chat.bot !== undefined)) {
    problems.add(at, 'a chat of type bot, and no other, has bot');
  }
  if (chat.bot !== undefined) checkBot(chat.bot, `${at}/bot`, cast, problems);
  for (const [index, name] of (chat.channel?.bots ?? []).entries()) {
    checkBot(name, below(`${at}/channel/bots`, index), cast, problems);
  }
  const messages = checkMessages(chat.messages, `${at}/messages`, cast, problems);
  const pins = chat.pins ?? [];
  checkAllUnique(
    pins.map(({ messageId }) => messageId),
    `${at}/pins`,
    'a pin of the message',
    problems,
  );
  for (const [index, { messageId, creatorId }] of pins.entries()) {
    const here = below(`${at}/pins`, index);
    if (!messages.has(messageId))
      problems.add(`${here}/messageId`, `the chat ${chat.id} has no message ${messageId}`);
    checkUser(creatorId, `${here}/creatorId`, cast, problems);
  }
  return { members: new Set(chat.members), messages };
}

function checkThread(
  thread: SeedThread,
  at: string,
  parent: Known | undefined,
  cast: Cast,
  problems: Problems,
): Known {
  const { id, parentChatId, messageId, followers } = thread;
  const messages = checkMessages(thread.messages, `${at}/messages`, cast, problems);
  checkAllUnique(followers, `${at}/followers`, 'the follower', problems);
  if (parent === undefined) {
    problems.add(`${at}/parentChatId`, `the seed has no chat ${parentChatId}`);
    return { members: cast.users, messages };
  }
  const prefix = `${parentChatId}-T-`;
  if (!id.startsWith(prefix) || !/^\d+$/u.test(id.slice(prefix.length))) {
    problems.add(`${at}/id`, `has to be ${prefix} and digits, because the thread belongs to that chat`);
  }
  if (!parent.messages.has(messageId)) {
    problems.add(`${at}/messageId`, `the chat ${parentChatId} has no message ${messageId}`);
  }
  for (const [index, follower] of followers.entries()) {
    if (!cast.botIds.has(follower) && !parent.members.has(follower)) {
      problems.add(below(`${at}/followers`, index), `the chat ${parentChatId} has no member ${follower}`);
    }
  }
  return { members: parent.members, messages };
}

/** Checks the chats of a folder, and notes that they are in one. */
function checkPinned(
  chatIds: readonly string[],
  at: string,
  userId: string,
  known: ReadonlyMap<string, Known>,
  pinned: Set<string>,
  problems: Problems,
): void {
  for (const [index, id] of chatIds.entries()) {
    const here = below(at, index);
    const chat = known.get(id);
    if (chat === undefined) problems.add(here, `the seed has no chat ${id}`);
    else if (!chat.members.has(userId)) problems.add(here, `the user ${userId} is not in the chat ${id}`);
    if (pinned.has(id)) problems.add(here, `the chat ${id} is in the folders of ${userId} already`);
    pinned.add(id);
  }
}

function checkShelf(
  { userId, chatIds, folders }: SeedShelf,
  at: string,
  known: ReadonlyMap<string, Known>,
  problems: Problems,
): void {
  const pinned = new Set<string>();
  checkPinned(chatIds, `${at}/chatIds`, userId, known, pinned, problems);
  checkAllUnique(
    folders.map(({ id }) => id),
    `${at}/folders`,
    'a folder with the id',
    problems,
  );
  for (const [index, folder] of folders.entries()) {
    const here = below(`${at}/folders`, index);
    checkId(folder.id, `${here}/id`, problems);
    if (folder.id === defaultFolderId) {
      problems.add(
        `${here}/id`,
        'the default folder is there already: its chats are the chatIds beside folders',
      );
    }
    checkPinned(folder.chatIds, `${here}/chatIds`, userId, known, pinned, problems);
  }
}

/** Checks that the chats, threads and folders refer to what there is, and do not contradict each other. */
export function checkPart(
  { chats, threads, shelves }: Part,
  at: string,
  cast: Cast,
  problems: Problems,
): void {
  checkAllUnique(
    chats.map(({ id }) => id),
    `${at}/chats`,
    'a chat with the id',
    problems,
  );
  const channels = chats.map(({ channel }) => channel);
  checkAllUnique(
    channels.map((channel) => channel?.id),
    `${at}/chats`,
    'a channel with the id',
    problems,
  );
  checkAllUnique(
    channels.map((channel) => channel?.uniqueName),
    `${at}/chats`,
    'a channel with the unique name',
    problems,
  );
  checkAllUnique(
    threads.map(({ id }) => id),
    `${at}/threads`,
    'a thread with the id',
    problems,
  );
  checkAllUnique(
    threads.map(({ parentChatId, messageId }) => `${messageId} of ${parentChatId}`),
    `${at}/threads`,
    'a thread on the message',
    problems,
  );
  checkAllUnique(
    shelves.map(({ userId }) => userId),
    `${at}/shelves`,
    'a list of folders of the user',
    problems,
  );

  const known = new Map<string, Known>();
  for (const [index, chat] of chats.entries()) {
    known.set(chat.id, checkChat(chat, below(`${at}/chats`, index), cast, problems));
  }
  const inThreads = threads.map((thread, index) => {
    const parent = known.get(thread.parentChatId);
    return [thread.id, checkThread(thread, below(`${at}/threads`, index), parent, cast, problems)] as const;
  });
  for (const [id, thread] of inThreads) known.set(id, thread);
  for (const [index, shelf] of shelves.entries()) {
    const here = below(`${at}/shelves`, index);
    checkUser(shelf.userId, `${here}/userId`, cast, problems);
    checkShelf(shelf, here, known, problems);
  }
}
