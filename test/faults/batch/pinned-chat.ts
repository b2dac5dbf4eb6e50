import type { Emulator, Quirks, Seed, VirtualClock } from '@cliqkit/emulator';
import { createClock } from '@cliqkit/emulator';
import type { ClientOptions, Cliq } from 'cliqkit';
import type { Emulated } from '../support/emulated.ts';
import { emulated } from '../support/emulated.ts';

/** In the middle of a second, as most moments are: a Date header has whole ones. */
export const start: number = Date.UTC(2026, 10, 22, 9) + 437;
const ana = '855727961';
const ben = '855727962';
export const chatId = 'CT_1_1';

/** The id of a message of the chat, by its number. */
export function messageId(number: number): string {
  return `${1_791_000_000_000 + number}_${12_000_000_000 + number}`;
}

/** The ids of the first so many messages. */
export function messageIds(count: number): string[] {
  return Array.from({ length: count }, (_none, index) => messageId(index));
}

/** A chat of two users with so many messages, all of them pinned, the first one on top. */
export function seedWith(count: number): Seed {
  const messages = messageIds(count);
  return {
    name: 'pinned chat',
    users: [ana, ben].map((id) => ({ id, name: id, email: `${id}@example.com` })),
    bots: [],
    chats: [
      {
        id: chatId,
        type: 'direct_message',
        members: [ana, ben],
        messages: messages.map((id) => ({ id, senderId: ana, text: id })),
        pins: messages.map((id) => ({ messageId: id, creatorId: ana })),
      },
    ],
    threads: [],
    shelves: [],
  };
}

export interface PinnedChat extends Emulated {
  clock: VirtualClock;
  /** Ben's client, who changes what Ana works on. */
  ben: Cliq;
  /** The ids that are pinned now, topmost first, as Ben sees them. */
  pinned(): Promise<string[]>;
}

/** Starts an emulator with such a chat. The clock moves when a test lets it. */
export async function pinnedChat(count: number, quirks: Partial<Quirks> = {}): Promise<PinnedChat> {
  const clock = createClock({ at: start });
  const world = await emulated({
    clock,
    seed: seedWith(count),
    quirks: { maxPinnedMessages: count + 50, ...quirks },
  });
  const clientOf = (userId: string, options: Partial<ClientOptions> = {}): Cliq =>
    world.cliqWith({ credentials: { accessToken: tokenOf(world.emulator, userId) }, ...options });
  const forBen = clientOf(ben);
  return {
    ...world,
    clock,
    cliq: clientOf(ana),
    cliqWith: (options) => clientOf(ana, options),
    ben: forBen,
    // Past the limit, which is not what these tests are about.
    async pinned() {
      clock.advance(400_000);
      const ids: string[] = [];
      for await (const { items } of clientOf(ben).pins.list(chatId, { limit: 100 }).pages())
        ids.push(...items.map(({ id }) => id.replace(/ |%20/, '_')));
      return ids;
    },
  };
}

function tokenOf(emulator: Emulator, userId: string): string {
  return emulator.issueToken({ userId, expiresInMs: 1e12 });
}
