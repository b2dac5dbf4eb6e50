import { requireSoundSeed } from '../seeds/check-sound.ts';
import type { Seed, SeedBot, SeedChat, SeedMessage, SeedShelf, SeedThread } from '../seeds/seed.ts';
import { countEntities } from './count-entities.ts';
import type { IdPosition } from './id-source.ts';
import { createIdSource } from './id-source.ts';
import { sentAt } from './message-id.ts';
import type { Pin } from './pin-board.ts';
import { createPinBoard, never } from './pin-board.ts';
import { createRoom } from './room.ts';
import { createShelf } from './shelf.ts';
import { createThread } from './thread.ts';
import type { Chat, Message, Network, Shelf, Thread, Workspace } from './workspace.ts';

/** What is of the organisation, or of a network. */
type Part = Pick<Seed, 'users' | 'chats' | 'threads' | 'shelves'>;

/** What the organisation and its networks have in common. */
interface Shared extends Pick<Workspace, 'ids' | 'room' | 'bots'> {
  readonly botsById: ReadonlyMap<string, SeedBot>;
}

function byId<T>(items: readonly T[], idOf: (item: T) => string): Map<string, T> {
  return new Map(items.map((item) => [idOf(item), item]));
}

/** What a sound seed defines, since it refers to it. */
function defined<T>(items: ReadonlyMap<string, T>, id: string): T {
  const item = items.get(id);
  if (item === undefined)
    throw new TypeError(`@cliqkit/emulator: the seed refers to ${id}, which it does not define`);
  return item;
}

/** A hundred thousand messages without mentions need no list each. */
const nobody: Message['mentions'] = [];

function buildPart(
  part: Part,
  { ids, room, bots, botsById }: Shared,
  networks: readonly Network[],
): Workspace {
  const users = byId(part.users, ({ id }) => id);
  const messageOf = ({ id, senderId, text, mentions = [] }: SeedMessage): Message => ({
    id,
    sender: botsById.get(senderId) ?? defined(users, senderId),
    text,
    mentions: mentions.length === 0 ? nobody : mentions.map((mentioned) => defined(users, mentioned)),
  });

  const chatOf = (chat: SeedChat): Chat => {
    const messages = chat.messages.map(messageOf);
    const board = createPinBoard();
    if (chat.pins !== undefined) {
      const known = byId(messages, ({ id }) => id);
      board.pins = chat.pins.map(({ messageId, creatorId }): Pin => {
        const createdAt = sentAt(messageId);
        const message = defined(known, messageId);
        return { message, creatorId, createdAt, modifiedAt: createdAt, expiresAt: never, change: 0 };
      });
      board.primary = board.pins[0];
    }
    return {
      id: chat.id,
      type: chat.type,
      name: chat.name,
      members: new Set(chat.members),
      channel: chat.channel,
      bot: chat.bot,
      external: chat.external ?? false,
      messages,
      board,
    };
  };
  const chats = byId(part.chats.map(chatOf), ({ id }) => id);

  /** Messages of the chats that have threads, each looked at once. */
  const hooks = new Map<string, ReadonlyMap<string, Message>>();
  const hookOf = (parent: Chat, messageId: string): Message => {
    const known = hooks.get(parent.id) ?? byId(parent.messages, ({ id }) => id);
    hooks.set(parent.id, known);
    return defined(known, messageId);
  };

  const threadOf = (thread: SeedThread): Thread => {
    const parent = defined(chats, thread.parentChatId);
    const built = createThread(thread.id, parent, hookOf(parent, thread.messageId), thread.title);
    built.state = thread.state ?? 'open';
    for (const message of thread.messages.map(messageOf)) {
      built.chat.messages.push(message);
      built.participants.add(message.sender.id);
    }
    for (const id of thread.followers) {
      built.followers.add(id);
      built.participants.add(id);
    }
    return built;
  };
  const threads = byId(part.threads.map(threadOf), (thread) => thread.chat.id);
  for (const thread of threads.values()) chats.set(thread.chat.id, thread.chat);

  const shelfOf = ({ chatIds, folders }: SeedShelf): Shelf => {
    const shelf = createShelf();
    shelf.folders[0].chatIds = [...chatIds];
    for (const { id, title, symbol = '', state = 'expanded', chatIds: inFolder } of folders) {
      shelf.folders.push({ id, title, symbol, state, chatIds: [...inFolder] });
    }
    return shelf;
  };
  const shelves = new Map(part.shelves.map((shelf) => [shelf.userId, shelfOf(shelf)]));
  return { ids, room, users, bots, chats, threads, shelves, networks };
}

/**
 * Builds the state that a seed describes, without a look at whether it contradicts itself.
 *
 * @param position - Where the ids go on. @default at their beginning
 */
export function buildUnchecked(seed: Seed, position?: IdPosition): Workspace {
  const shared: Shared = {
    ids: createIdSource(seed.name, position),
    room: createRoom(() => countEntities(workspace)),
    bots: byId(seed.bots, ({ uniqueName }) => uniqueName),
    botsById: byId(seed.bots, ({ id }) => id),
  };
  const everybody = byId(seed.users, ({ id }) => id);
  const networks = (seed.networks ?? []).map(({ id, name, members, ...part }): Network => {
    const users = members?.map((member) => defined(everybody, member)) ?? seed.users;
    return { id, name, workspace: buildPart({ ...part, users }, shared, []) };
  });
  const workspace: Workspace = buildPart(seed, shared, networks);
  return workspace;
}

/** Builds the state that a seed describes. Throws a `TypeError` that names all problems if the seed contradicts itself. */
export function buildWorkspace(seed: Seed): Workspace {
  requireSoundSeed(seed);
  return buildUnchecked(seed);
}
