import type { OperationId } from '@cliqkit/types';
import type { Emulator } from '../../src/index.ts';
import { valueAt } from '../session.ts';
import { fuzzSeed } from './fuzz-seed.ts';

/*
 * What a client could know: the seed, and what replies have said since.
 */

/** What a reference is looked up for. */
interface Lookup {
  readonly userId: string;
  /** The id in the path; empty while the path itself is looked up. */
  readonly id: string;
  readonly operation: OperationId | undefined;
}

/** A call that has succeeded. */
interface Seen extends Lookup {
  readonly sent: unknown;
  readonly reply: unknown;
}

export interface World {
  /** The nth of what is known and fits. */
  find(kind: string, nth: number, lookup: Lookup): string;
  learn(seen: Seen): void;
}

const malformed: Readonly<Record<string, readonly string[]>> = {
  MessageId: ['1_1', '0', 'x', '1791012900750%2012958215478'],
  ThreadChatId: ['1-T-1', 'x', 'CT_1_1-T-'],
  UserId: ['0', '1', 'x'],
};

function textsIn(value: unknown, key?: string): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items
    .map((item) => (key === undefined ? item : valueAt(item, [key])))
    .filter((item) => typeof item === 'string');
}

function textAt(value: unknown, ...keys: readonly (string | number)[]): readonly string[] {
  const found = valueAt(value, keys);
  return typeof found === 'string' ? [found] : [];
}

/** A list for each key, that begins as empty. */
function lists(): { of(key: string): readonly string[]; set(key: string, list: readonly string[]): void } {
  const kept = new Map<string, readonly string[]>();
  return {
    of: (key) => kept.get(key) ?? [],
    set: (key, list) => void kept.set(key, list),
  };
}

export function createWorld(emulator: Emulator): World {
  const { chats, threads, users, bots } = fuzzSeed;
  const parents = new Map(threads.map(({ id, parentChatId }) => [id, parentChatId]));
  const [messages, pins, folders, inFolder, pageTokens, syncTokens] = [
    lists(),
    lists(),
    lists(),
    lists(),
    lists(),
    lists(),
  ];
  for (const chat of [...chats, ...threads]) messages.set(chat.id, textsIn(chat.messages, 'id'));
  for (const { id, pins: seeded } of chats) pins.set(id, textsIn(seeded, 'messageId'));
  for (const { userId, chatIds, folders: seeded } of fuzzSeed.shelves) {
    folders.set(userId, textsIn(seeded, 'id'));
    for (const folder of [{ id: 'default', chatIds }, ...seeded])
      inFolder.set(`${userId} ${folder.id}`, folder.chatIds);
  }

  const memberOf = (userId: string) => chats.filter(({ members }) => members.includes(userId));
  const channelsOf = (userId: string) =>
    memberOf(userId).filter(({ channel }) => channel !== undefined && channel.replyMode !== 'messages');
  /** The chat that a call is about, also where the path names its channel or its thread. */
  const chatOf = (id: string) =>
    chats.find((chat) =>
      [chat.id, chat.channel?.id, chat.channel?.uniqueName].includes(parents.get(id) ?? id),
    );

  function messagesFor({ id, operation }: Lookup): readonly string[] {
    const isPin = operation === 'reorderPinnedMessages' || operation === 'deletePinnedMessages';
    const pinned = pins.of(id);
    if (isPin && pinned.length > 0) return pinned;
    const own = messages.of(id);
    return own.length > 0 ? own : messages.of(chatOf(id)?.id ?? '');
  }

  function chatsFor({ userId, id, operation }: Lookup): readonly string[] {
    const here = operation === 'reorderChatInCategory' ? inFolder.of(`${userId} ${id}`) : [];
    return here.length > 0 ? here : memberOf(userId).map((chat) => chat.id);
  }

  const fitting: Readonly<Record<string, (lookup: Lookup) => readonly string[]>> = {
    ChatId: chatsFor,
    ChannelChatId: ({ userId }) => channelsOf(userId).map(({ id }) => id),
    ChannelId: ({ userId }) => channelsOf(userId).flatMap(({ channel }) => channel?.id ?? []),
    ChannelName: ({ userId }) => channelsOf(userId).flatMap(({ channel }) => channel?.uniqueName ?? []),
    ThreadChatId: ({ userId }) => {
      const mine = new Set(memberOf(userId).map(({ id }) => id));
      return threads.filter(({ parentChatId }) => mine.has(parentChatId)).map(({ id }) => id);
    },
    MessageId: messagesFor,
    UserId: ({ id }) => chatOf(id)?.members ?? [],
    BotUniqueName: ({ id }) => chatOf(id)?.channel?.bots ?? [],
    FolderId: ({ userId, operation }) =>
      operation === 'bulkUpdateChatsInCategory' || operation === 'pinChat'
        ? ['default', ...folders.of(userId)]
        : folders.of(userId),
    PageToken: ({ id }) => pageTokens.of(id),
    SyncToken: ({ id }) => syncTokens.of(id),
    ClientId: () => [emulator.credentials.clientId],
    ClientSecret: () => [emulator.credentials.clientSecret],
    RefreshToken: () => [emulator.credentials.refreshToken],
  };

  const everything: Readonly<Record<string, () => readonly string[]>> = {
    ChatId: () => [...chats, ...threads].map(({ id }) => id),
    ChannelId: () => chats.flatMap(({ channel }) => channel?.id ?? []),
    ChannelName: () => chats.flatMap(({ channel }) => channel?.uniqueName ?? []),
    ThreadChatId: () => threads.map(({ id }) => id),
    MessageId: () => chats.flatMap(({ id }) => messages.of(id)),
    UserId: () => users.map(({ id }) => id),
    BotUniqueName: () => bots.map(({ uniqueName }) => uniqueName),
    FolderId: () => users.flatMap(({ id }) => folders.of(id)),
  };

  const learners: Partial<Readonly<Record<OperationId, (seen: Seen) => void>>> = {
    getPinnedMessages({ id, reply }) {
      pageTokens.set(id, [...textAt(reply, 'next_token'), ...pageTokens.of(id)].slice(0, 3));
      syncTokens.set(id, [...textAt(reply, 'sync_token'), ...syncTokens.of(id)].slice(0, 3));
    },
    addPinnedMessage({ id, reply }) {
      const added = textAt(reply, 'data', 'id');
      pins.set(id, [...added, ...pins.of(id).filter((known) => !added.includes(known))]);
    },
    deletePinnedMessages({ id, sent }) {
      const gone = textsIn(valueAt(sent, ['message_ids']));
      pins.set(id, gone.length === 0 ? [] : pins.of(id).filter((known) => !gone.includes(known)));
    },
    getPinCategories({ userId, reply }) {
      const data = valueAt(reply, ['data']);
      folders.set(
        userId,
        textsIn(data, 'category_id').filter((known) => known !== 'default'),
      );
      for (const folder of Array.isArray(data) ? data : []) {
        const here = valueAt(folder, ['chats']);
        const [folderId = ''] = textAt(folder, 'category_id');
        if (here !== undefined) inFolder.set(`${userId} ${folderId}`, textsIn(here, 'chat_id'));
      }
    },
    createPinCategory({ userId, reply, sent }) {
      const [folderId = ''] = textAt(reply, 'data', 'category_id');
      folders.set(userId, [...folders.of(userId), folderId]);
      inFolder.set(`${userId} ${folderId}`, textsIn(valueAt(sent, ['chat_ids'])));
    },
    bulkUpdateChatsInCategory({ userId, id, sent }) {
      inFolder.set(`${userId} ${id}`, textsIn(valueAt(sent, ['chat_ids'])));
    },
    deletePinCategory({ userId, id }) {
      folders.set(
        userId,
        folders.of(userId).filter((known) => known !== id),
      );
    },
    pinChat({ userId, id, reply }) {
      const [folderId = ''] = textAt(reply, 'data', 'category_id');
      inFolder.set(`${userId} ${folderId}`, [...inFolder.of(`${userId} ${folderId}`), id]);
    },
    sendMessageToThread({ id, reply }) {
      messages.set(id, [...messages.of(id), ...textAt(reply, 'message_id')]);
    },
  };

  return {
    find(kind, nth, lookup) {
      const bare = kind.replace(/^Any/u, '');
      const any = kind === bare ? [] : [...(everything[bare]?.() ?? []), ...(malformed[bare] ?? ['x', '1'])];
      const known = any.length > 0 ? any : (fitting[bare]?.(lookup) ?? []);
      return known[nth % Math.max(1, known.length)] ?? 'default';
    },
    learn(seen) {
      if (seen.operation !== undefined) learners[seen.operation]?.(seen);
    },
  };
}
