import type { OperationId } from '@cliqkit/types';

export interface SeedUser {
  /** Digits only. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Minutes east of UTC; the service writes times in the zone of the reader. @default 0 */
  readonly utcOffsetMinutes?: number;
}

export interface SeedBot {
  /** Digits only. */
  readonly id: string;
  /** Lower-case letters. */
  readonly uniqueName: string;
  readonly name: string;
}

export interface SeedChannel {
  /** Id of the channel; not the id of its chat. */
  readonly id: string;
  readonly uniqueName: string;
  /** What an answer to a message may be. Threads need `threads` or `both`. */
  readonly replyMode: 'messages' | 'threads' | 'both';
  /** Unique names of the bots in the channel. */
  readonly bots: readonly string[];
}

export interface SeedMessage {
  /** `<epoch ms>_<digits>`. */
  readonly id: string;
  /** Id of a user or a bot. */
  readonly senderId: string;
  readonly text: string;
  /** Ids of the users whom the text mentions as `{@<user id>}`. */
  readonly mentions?: readonly string[];
}

export interface SeedChat {
  readonly id: string;
  readonly type: 'direct_message' | 'group_chat' | 'channel' | 'bot';
  /** Left out for a direct chat, which each side sees under the name of the other. */
  readonly name?: string;
  /** Ids of users. */
  readonly members: readonly string[];
  /** For a chat of type `channel`. */
  readonly channel?: SeedChannel;
  /** For a chat of type `bot`: the bot's unique name. */
  readonly bot?: string;
  /** Whether people outside the organisation take part, which a policy forbids for threads. @default false */
  readonly external?: boolean;
  readonly messages: readonly SeedMessage[];
  /** Pinned messages, topmost first. They never end. The first one is the primary pin. */
  readonly pins?: readonly { readonly messageId: string; readonly creatorId: string }[];
}

export interface SeedThread {
  /** `<parent chat id>-T-<digits>`. */
  readonly id: string;
  readonly parentChatId: string;
  /** Message of the parent chat that the thread hangs on. */
  readonly messageId: string;
  readonly title: string;
  /** @default 'open' */
  readonly state?: 'open' | 'closed';
  /** Ids of members of the parent chat, or of bots. */
  readonly followers: readonly string[];
  readonly messages: readonly SeedMessage[];
}

export interface SeedFolder {
  readonly id: string;
  readonly title: string;
  readonly symbol?: string;
  /** @default 'expanded' */
  readonly state?: 'expanded' | 'collapsed';
  readonly chatIds: readonly string[];
}

/** The folders of one user. */
export interface SeedShelf {
  readonly userId: string;
  /** Chats of the default folder. */
  readonly chatIds: readonly string[];
  readonly folders: readonly SeedFolder[];
}

/** A network: a workspace of its own, with users and bots of the seed. Reached by `/network/{id or name}/api/v3/…`. */
export interface SeedNetwork {
  /** Digits only. */
  readonly id: string;
  readonly name: string;
  /** Ids of the users who are in it; for everybody else its URLs do not exist. @default every user */
  readonly members?: readonly string[];
  readonly chats: readonly SeedChat[];
  readonly threads: readonly SeedThread[];
  readonly shelves: readonly SeedShelf[];
}

/** A user who is locked out of an operation from the start. */
export interface SeedLock {
  readonly userId: string;
  /** Operations that share a URL and a method share a lock. */
  readonly operation: OperationId;
  /** How long, in milliseconds from the start of the emulator, or from its last reset. */
  readonly lockedForMs: number;
}

/** An access token that is there from the start. */
export interface SeedToken {
  readonly userId: string;
  /** @default every scope */
  readonly scopes?: readonly string[];
  /** Milliseconds from the start of the emulator, or from its last reset. 0 or less: it has expired already. */
  readonly expiresInMs: number;
}

/** A client of the accounts server, beside the one that every seed has. */
export interface SeedClient {
  /** As the consent page shows it. Its id and secret are derived from it. */
  readonly name: string;
  /**
   * Where its users may be sent back to, in exactly these words. Empty: any `http` URL of this machine, and any `https` URL.
   */
  readonly redirectUris: readonly string[];
}

/** What an emulator starts with. Nothing in it counts as a change that a client could have missed. */
export interface Seed {
  /** Ids and tokens are derived from it: the same name and the same calls give the same ids. */
  readonly name: string;
  /** At least one; the first is whom `credentials` belong to. */
  readonly users: readonly SeedUser[];
  readonly bots: readonly SeedBot[];
  readonly chats: readonly SeedChat[];
  readonly threads: readonly SeedThread[];
  readonly shelves: readonly SeedShelf[];
  readonly networks?: readonly SeedNetwork[];
  /** Programs that ask users for their consent. */
  readonly clients?: readonly SeedClient[];
  /** Who is locked out of what. */
  readonly limits?: readonly SeedLock[];
  /** In the order in which they are issued. */
  readonly tokens?: readonly SeedToken[];
}
