import type { paths as FolderPaths } from '@cliqkit/types/folders';
import type { paths as PinPaths } from '@cliqkit/types/pins';
import type { paths as ThreadPaths } from '@cliqkit/types/threads';
import { describe, expectTypeOf, it } from 'vitest';

/** The JSON body that a method of a path takes. */
type Body<Method> = Method extends { requestBody?: infer Request }
  ? NonNullable<Request> extends { content: { 'application/json': infer Json } }
    ? Json
    : never
  : never;

/** The JSON of the 200 reply of a method of a path. */
type Reply<Method> = Method extends {
  responses: { 200: { content: { 'application/json': infer Json } } };
}
  ? Json
  : never;

/** The query of a method of a path. */
type Query<Method> = Method extends { parameters: { query?: infer Parameters } }
  ? NonNullable<Parameters>
  : never;

type SyncTime = string | number;

describe('the templates of PUT /pin-categories/{CATEGORY_ID}', () => {
  type Update = Body<FolderPaths['/pin-categories/{CATEGORY_ID}']['put']>;
  type MoveChat = Body<FolderPaths['/pin-categories/{CATEGORY_ID1}']['put']>;
  type MoveFolder = Body<FolderPaths['/pin-categories/{CATEGORY_ID2}']['put']>;
  type Replace = Body<FolderPaths['/pin-categories/{CATEGORY_ID3}']['put']>;

  it('have four bodies', () => {
    expectTypeOf<Update>().toEqualTypeOf<{
      title?: string;
      symbol?: string;
      state?: 'expanded' | 'collapsed';
    }>();
    expectTypeOf<MoveChat>().toEqualTypeOf<{
      chat_id: string;
      pin_above?: string;
      last_sync_time: SyncTime;
    }>();
    expectTypeOf<MoveFolder>().toEqualTypeOf<{ pin_above?: string; last_sync_time: SyncTime }>();
    expectTypeOf<Replace>().toEqualTypeOf<{ chat_ids: string[]; last_sync_time: SyncTime }>();
  });

  it('take the body of one another for wrong', () => {
    // @ts-expect-error: the chats are not a detail of the folder
    const mixed: Update = { title: 'Launch', chat_ids: ['1'] };
    const update = { title: 'Launch' };
    const moveFolder = { pin_above: '2', last_sync_time: 1 };
    // @ts-expect-error: a chat to move is missing
    const moveChat: MoveChat = moveFolder;
    // @ts-expect-error: the chats are missing
    const replace: Replace = moveFolder;
    // @ts-expect-error: the time of the last reading is missing
    const withoutTime: MoveFolder = update;
    // @ts-expect-error: there is no such state
    const state: Update = { state: 'ajar' };
    // @ts-expect-error: an id is a string
    const numericId: MoveChat = { chat_id: 1488288613043, last_sync_time: 1 };
    void [mixed, moveChat, replace, withoutTime, state, numericId];
  });

  it('have only the methods that upstream gives them', () => {
    expectTypeOf<FolderPaths['/pin-categories/{CATEGORY_ID}']['delete']>().not.toBeUndefined();
    expectTypeOf<FolderPaths['/pin-categories/{CATEGORY_ID1}']['delete']>().toEqualTypeOf<undefined>();
  });

  it('have a path parameter of the name of their placeholder', () => {
    type Path = FolderPaths['/pin-categories/{CATEGORY_ID3}']['put']['parameters']['path'];
    expectTypeOf<Path>().toEqualTypeOf<{ CATEGORY_ID3: string }>();
  });
});

describe('the templates of POST /chats/{CHAT_ID}/messages', () => {
  type Start = Body<ThreadPaths['/chats/{CHAT_ID}/messages']['post']>;
  type Answer = Body<ThreadPaths['/chats/{THREAD_CHAT_ID}/messages']['post']>;

  it('have two bodies', () => {
    expectTypeOf<Start>().toEqualTypeOf<{
      text: string;
      thread_message_id: string;
      thread_title?: string;
      reply_to?: string;
      post_in_parent?: boolean;
      sync_message?: boolean;
    }>();
    expectTypeOf<Answer>().toEqualTypeOf<{
      text: string;
      reply_to?: string;
      post_in_parent?: boolean;
      sync_message?: boolean;
    }>();
  });

  it('take the body of one another for wrong', () => {
    // @ts-expect-error: the message that the thread hangs on is missing
    const start: Start = { text: 'Hello' };
    // @ts-expect-error: a thread that exists hangs on a message already
    const answer: Answer = { text: 'Hello', thread_message_id: '1_2' };
    void [start, answer];
  });

  it('are the same start of a thread by channel id and by name', () => {
    expectTypeOf<Body<ThreadPaths['/channels/{CHANNEL_ID}/messages']['post']>>().toEqualTypeOf<Start>();
    expectTypeOf<
      Body<ThreadPaths['/channelsbyname/{CHANNEL_UNIQUE_NAME}/messages']['post']>
    >().toEqualTypeOf<Start>();
  });
});

describe('the templates of GET /chats/{CHAT_ID}/pin-messages', () => {
  type List = PinPaths['/chats/{CHAT_ID}/pin-messages']['get'];
  type Primary = PinPaths['/chats/{CHAT_ID}/pin-messages?primary=true']['get'];

  it('have two replies: a list with a next page, and one message', () => {
    expectTypeOf<Reply<List>['data'][number]>().toEqualTypeOf<Reply<Primary>['data']>();
    expectTypeOf<Reply<List>['next_token']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Reply<Primary>>().not.toHaveProperty('next_token');
  });

  it('have a query of their own', () => {
    expectTypeOf<Query<List>>().toEqualTypeOf<{
      limit?: number;
      next_token?: string;
      sync_token?: string;
    }>();
    expectTypeOf<Query<Primary>>().toEqualTypeOf<never>();
  });
});

describe('lists in a query', () => {
  it('are arrays of what the service knows', () => {
    expectTypeOf<Query<FolderPaths['/pin-categories']['get']>>().toEqualTypeOf<{
      include_fields?: ('chats' | 'recipients_summary' | 'last_message_info')[];
    }>();
    expectTypeOf<Query<FolderPaths['/pin-categories']['delete']>>().toEqualTypeOf<{ chat_ids: string[] }>();
    expectTypeOf<Query<ThreadPaths['/chats/{THREAD_CHAT_ID}/members']['get']>>().toEqualTypeOf<{
      fields?: ('user_id' | 'email_id' | 'name')[];
    }>();
  });
});

describe('paths', () => {
  it('has every template of its module and no other', () => {
    expectTypeOf<keyof PinPaths>().toEqualTypeOf<
      '/chats/{CHAT_ID}/pin-messages' | '/chats/{CHAT_ID}/pin-messages?primary=true'
    >();
    expectTypeOf<keyof FolderPaths>().toEqualTypeOf<
      | '/pin-categories'
      | '/pin-categories/{CATEGORY_ID}'
      | '/pin-categories/{CATEGORY_ID1}'
      | '/pin-categories/{CATEGORY_ID2}'
      | '/pin-categories/{CATEGORY_ID3}'
      | '/chats/{CHAT_ID}/pins'
    >();
    expectTypeOf<keyof ThreadPaths>().toEqualTypeOf<
      | '/channels/{CHANNEL_ID}/messages'
      | '/channelsbyname/{CHANNEL_UNIQUE_NAME}/messages'
      | '/chats/{CHAT_ID}/messages'
      | '/chats/{THREAD_CHAT_ID}/messages'
      | '/chats/{THREAD_CHAT_ID}/members'
      | '/chats/{THREAD_CHAT_ID}/leave'
      | '/chats/{THREAD_CHAT_ID}/mute'
      | '/chats/{THREAD_CHAT_ID}/unmute'
      | '/threads/{THREAD_CHAT_ID}'
      | '/threads/{THREAD_CHAT_ID}/messages/main'
      | '/threads/{THREAD_CHAT_ID}/followers'
      | '/threads/{THREAD_CHAT_ID}/nonfollowers'
      | '/threads/{THREAD_CHAT_ID}/follow'
      | '/threads/{THREAD_CHAT_ID}/unfollow'
    >();
  });
});
