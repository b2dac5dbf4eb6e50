import type { SeedBot, SeedChannel, SeedUser } from '../seeds/seed.ts';
import type { IdSource } from './id-source.ts';
import type { PinBoard } from './pin-board.ts';
import type { Room } from './room.ts';

type User = SeedUser;
type Bot = SeedBot;
type Channel = SeedChannel;

export interface Message {
  /** In the underscore form. */
  readonly id: string;
  /** A user or a bot. */
  readonly sender: { readonly id: string; readonly name: string };
  readonly text: string;
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
}

export interface Chat {
  readonly id: string;
  readonly type: 'direct_message' | 'group_chat' | 'channel' | 'bot' | 'thread';
  readonly name: string | undefined;
  readonly members: ReadonlySet<string>;
  readonly channel: Channel | undefined;
  readonly bot: string | undefined;
  readonly external: boolean;
  readonly messages: Message[];
  readonly board: PinBoard;
}

export interface Thread {
  /** A chat of its own, with the members of its parent. */
  readonly chat: Chat;
  readonly parent: Chat;
  readonly mainMessage: Message;
  readonly title: string;
  state: 'open' | 'closed';
  /** Users and bots, in the order in which they came. */
  readonly followers: Set<string>;
  /** Those who follow, or have followed or written, and did not leave. */
  readonly participants: Set<string>;
  readonly muted: Set<string>;
}

export interface Folder {
  readonly id: string;
  title: string;
  symbol: string;
  state: 'expanded' | 'collapsed';
  chatIds: string[];
}

/** The folders of one user. */
export interface Shelf {
  /** In the order of the side bar. The first one is the default folder. */
  folders: [Folder, ...Folder[]];
  modifiedAt: number;
}

/** A workspace of its own beside the one of the organisation. */
export interface Network {
  readonly id: string;
  readonly name: string;
  /** Its users are those who are in it. */
  readonly workspace: Workspace;
}

/** Everything that the calls read and change. */
export interface Workspace {
  /** One for the organisation and its networks. */
  readonly ids: IdSource;
  /** One for the organisation and its networks. */
  readonly room: Room;
  readonly users: ReadonlyMap<string, User>;
  /** By unique name. */
  readonly bots: ReadonlyMap<string, Bot>;
  readonly chats: Map<string, Chat>;
  /** By the id of the thread's chat. */
  readonly threads: Map<string, Thread>;
  /** By user. */
  readonly shelves: Map<string, Shelf>;
  /** None in a network. */
  readonly networks: readonly Network[];
}
