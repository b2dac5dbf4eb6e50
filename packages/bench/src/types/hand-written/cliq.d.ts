import type {
  AddPin,
  AsBot,
  BatchResult,
  CallOptions,
  CreateFolder,
  Folder,
  FolderDetails,
  ListPinsQuery,
  MoveChat,
  MoveFolder,
  MovePin,
  PinnedMessage,
  PostedMessage,
  ReplaceChats,
  ReplyInThread,
  StartThread,
  Thread,
  ThreadFollower,
  ThreadMainMessage,
  ThreadMember,
  ThreadTarget,
} from './models.js';

export interface Pins {
  list(chatId: string, query?: ListPinsQuery, options?: CallOptions): Promise<PinnedMessage[]>;
  getPrimary(chatId: string, options?: CallOptions): Promise<PinnedMessage>;
  add(chatId: string, body: AddPin, options?: CallOptions): Promise<PinnedMessage>;
  reorder(chatId: string, body: MovePin, options?: CallOptions): Promise<void>;
  remove(chatId: string, messageIds: readonly string[], options?: CallOptions): Promise<BatchResult>;
}

export interface Folders {
  list(
    query?: { include_fields?: ('chats' | 'recipients_summary' | 'last_message_info')[] },
    options?: CallOptions,
  ): Promise<Folder[]>;
  create(body: CreateFolder, options?: CallOptions): Promise<Folder>;
  updateDetails(folderId: string, body: FolderDetails, options?: CallOptions): Promise<void>;
  reorderChat(folderId: string, body: MoveChat, options?: CallOptions): Promise<void>;
  reorder(folderId: string, body: MoveFolder, options?: CallOptions): Promise<void>;
  replaceChats(folderId: string, body: ReplaceChats, options?: CallOptions): Promise<BatchResult>;
  delete(folderId: string, query?: { unpin_all?: boolean }, options?: CallOptions): Promise<void>;
  pinChat(
    chatId: string,
    body?: { category_id?: string },
    options?: CallOptions,
  ): Promise<{ category_id: string; chat_id: string }>;
  unpinChat(chatId: string, options?: CallOptions): Promise<{ chat_id: string }>;
  unpinChats(chatIds: readonly string[], options?: CallOptions): Promise<BatchResult>;
}

export interface Threads {
  start(
    target: ThreadTarget,
    body: StartThread,
    query?: AsBot,
    options?: CallOptions,
  ): Promise<PostedMessage | undefined>;
  reply(
    threadChatId: string,
    body: ReplyInThread,
    query?: AsBot,
    options?: CallOptions,
  ): Promise<PostedMessage | undefined>;
  get(threadChatId: string, options?: CallOptions): Promise<Thread>;
  getMainMessage(threadChatId: string, options?: CallOptions): Promise<ThreadMainMessage>;
  updateState(
    threadChatId: string,
    body: { action: 'close' | 'reopen' | 'follow' | 'unfollow' },
    query?: AsBot,
    options?: CallOptions,
  ): Promise<void>;
  followers(threadChatId: string, options?: CallOptions): Promise<ThreadFollower[]>;
  nonFollowers(threadChatId: string, options?: CallOptions): Promise<ThreadFollower[]>;
  addFollowers(threadChatId: string, userIds: readonly string[], options?: CallOptions): Promise<void>;
  removeFollowers(threadChatId: string, userIds: readonly string[], options?: CallOptions): Promise<void>;
  members(
    threadChatId: string,
    query?: { fields?: ('user_id' | 'email_id' | 'name')[] },
    options?: CallOptions,
  ): Promise<ThreadMember[]>;
  follow(threadChatId: string, options?: CallOptions): Promise<void>;
  unfollow(threadChatId: string, options?: CallOptions): Promise<void>;
  leave(threadChatId: string, options?: CallOptions): Promise<void>;
  mute(threadChatId: string, options?: CallOptions): Promise<void>;
  unmute(threadChatId: string, options?: CallOptions): Promise<void>;
}

export interface Cliq {
  readonly pins: Pins;
  readonly folders: Folders;
  readonly threads: Threads;
}

export interface CliqOptions {
  dataCenter: 'us' | 'eu' | 'in' | 'au' | 'cn' | 'jp' | 'sa' | 'uk' | 'ca';
  credentials: { accessToken: string };
}

export declare function createCliq(options: CliqOptions): Cliq;
