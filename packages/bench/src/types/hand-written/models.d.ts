// What somebody would write by hand who knows the API: plain interfaces, nothing computed.

export interface UserReference {
  id: string;
  name: string;
}

export interface MessageContent {
  text?: string;
  [key: string]: unknown;
}

export interface Mention {
  id: string;
  name: string;
  type: string;
}

export interface PinInformation {
  created_time: string;
  creator: UserReference;
  expiry_time: string | number;
  is_primary: boolean;
  last_modified_time: string;
}

export interface PinnedMessage {
  content: MessageContent;
  id: string;
  is_pinned: boolean;
  mentions?: Mention[];
  pin_information: PinInformation;
  sender: UserReference;
  time: string;
  type: string;
}

export interface LastMessage {
  content?: MessageContent;
  id: string;
  sender: UserReference;
  time: string;
  type: string;
}

export interface PinnedChat {
  chat_id: string;
  chat_type: string;
  is_pinned: boolean;
  last_message_info?: LastMessage;
  name: string;
  participant_count?: number;
  recipients_summary?: UserReference[];
}

export interface Folder {
  category_id: string;
  chats?: PinnedChat[];
  state?: 'expanded' | 'collapsed';
  symbol?: string;
  title?: string;
}

export interface Thread {
  chat_id: string;
  follower_count: number;
  is_follower: boolean;
  last_message_information?: { [key: string]: unknown };
  parent_chat_id: string;
  parent_message_sender?: string;
  parent_participant?: boolean;
  thread_message_id: string;
  thread_state: 'open' | 'closed';
  title: string;
}

export interface ThreadInformation {
  chat_id: string;
  follower_count?: number;
  message_count?: number;
  thread_message_id: string;
  title?: string;
}

export interface ThreadMainMessage {
  content: MessageContent;
  id: string;
  is_pinned?: boolean;
  mentions?: Mention[];
  parent_resource_id?: string;
  sender: UserReference;
  thread_information: ThreadInformation;
  thread_state_information?: { thread_state?: 'open' | 'closed' };
  time: string;
  type: string;
}

export interface ThreadFollower {
  email_id?: string;
  name: string;
  user_id: string;
}

export interface ThreadMember {
  email_id?: string;
  name?: string;
  user_id?: string;
}

export interface PostedMessage {
  message_id: string;
}

export interface ListPinsQuery {
  limit?: number;
  next_token?: string;
  sync_token?: string;
}

export interface AddPin {
  expiry_time: string | number;
  message_id: string;
  notify: boolean;
  primary?: boolean;
}

export interface MovePin {
  last_sync_time: string | number;
  message_id: string;
  pin_above?: string;
}

export interface CreateFolder {
  chat_ids?: string[];
  symbol?: string;
  title: string;
}

export interface FolderDetails {
  state?: 'expanded' | 'collapsed';
  symbol?: string;
  title?: string;
}

export interface MoveChat {
  chat_id: string;
  last_sync_time: string | number;
  pin_above?: string;
}

export interface MoveFolder {
  last_sync_time: string | number;
  pin_above?: string;
}

export interface ReplaceChats {
  chat_ids: string[];
  last_sync_time: string | number;
}

export interface ThreadTarget {
  channelId?: string;
  chatId?: string;
  channelName?: string;
}

export interface ReplyInThread {
  post_in_parent?: boolean;
  reply_to?: string;
  sync_message?: boolean;
  text: string;
}

export interface StartThread extends ReplyInThread {
  thread_message_id: string;
  thread_title?: string;
}

export interface AsBot {
  bot_unique_name?: string;
}

export interface BatchResult {
  ok: boolean;
  succeeded: string[];
  failed: { id: string; error: unknown }[];
}

export interface CallOptions {
  signal?: AbortSignal;
  deadline?: number;
}
