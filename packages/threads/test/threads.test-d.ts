import type { ApiCall, List } from '@cliqkit/core';
import { isApiError } from '@cliqkit/core';
import { describe, expectTypeOf, test } from 'vitest';
import type {
  PostedMessage,
  Thread,
  ThreadFollower,
  ThreadFollowersReply,
  ThreadMainMessage,
  ThreadMember,
  ThreadMembersReply,
  Threads,
  ThreadTarget,
} from '../src/index.ts';
import { createThreads } from '../src/index.ts';

declare const threads: Threads;
declare const error: unknown;
declare const target: ThreadTarget;
declare const options: { signal: AbortSignal; deadline: number };
const id = 'CT_2242125513190139257_855711548-T-2263887074117538898';
const first = { text: 'Hello', thread_message_id: '1_1' };

type CommonCode =
  | 'oauthtoken_invalid'
  | 'oauthtoken_scope_invalid'
  | 'request_limit_exceeded'
  | 'rate_limit_exceeded'
  | 'extra_param_found';
type QueryCode = CommonCode | 'input_pattern_mismatch';
type BodyCode = QueryCode | 'param_missing' | 'extra_key_found';
type OwnCode = 'operation_failed' | 'operation_not_allowed';
type ThreadCode = OwnCode | 'thread_chatid_invalid';

test('createThreads', () => {
  expectTypeOf(createThreads).returns.toEqualTypeOf<Threads>();
  // @ts-expect-error the data centre is missing
  createThreads({ credentials: { accessToken: 't' } });
});

describe('start: one thread, three ways to name its channel', () => {
  test('calls', () => {
    expectTypeOf(threads.start(target, first)).toEqualTypeOf<ApiCall<PostedMessage | undefined>>();
    expectTypeOf(threads.start).toBeCallableWith({ channelId: 'P1' }, first);
    expectTypeOf(threads.start).toBeCallableWith({ chatId: 'CT_1_2' }, first, {}, options);
    expectTypeOf(threads.start).toBeCallableWith(
      { channelName: 'launch' },
      { ...first, thread_title: 'T', reply_to: '1_1', post_in_parent: false, sync_message: true },
      { bot_unique_name: 'releasebot' },
      options,
    );
  });
  test('misuses of the target', () => {
    // @ts-expect-error no target
    threads.start({}, first);
    // @ts-expect-error two targets
    threads.start({ channelId: 'P1', chatId: '1' }, first);
    // @ts-expect-error two others
    threads.start({ chatId: '1', channelName: 'launch' }, first);
    // @ts-expect-error the last two
    threads.start({ channelId: 'P1', channelName: 'launch' }, first);
    // @ts-expect-error all three
    threads.start({ channelId: 'P1', chatId: '1', channelName: 'launch' }, first);
    // @ts-expect-error which kind of id is it?
    threads.start('P1', first);
    // @ts-expect-error no such target
    threads.start({ channel: 'launch' }, first);
    // @ts-expect-error a channel id is a string
    threads.start({ channelId: 1 }, first);
    // @ts-expect-error a chat id is a string
    threads.start({ chatId: 1 }, first);
    // @ts-expect-error a name is a string
    threads.start({ channelName: 1 }, first);
  });
  test('other misuses', async () => {
    // @ts-expect-error what to say is missing
    threads.start(target, { thread_message_id: '1_1' });
    // @ts-expect-error the message that the thread hangs on is missing
    threads.start(target, { text: 'Hello' });
    // @ts-expect-error an id is a string
    threads.start(target, { text: 'Hello', thread_message_id: 1 });
    // @ts-expect-error the service calls it thread_title
    threads.start(target, { ...first, title: 'T' });
    // @ts-expect-error sync_message is a boolean
    threads.start(target, { ...first, sync_message: 'true' });
    // @ts-expect-error appkey is updateState's
    threads.start(target, first, { appkey: 'k' });
    // @ts-expect-error without sync_message there is no message_id
    (await threads.start(target, first)).message_id;
  });
  test('error codes', () => {
    if (isApiError(error, 'createThreadMessageByChannelId')) {
      expectTypeOf(error.code).toEqualTypeOf<OwnCode | BodyCode | undefined>();
    }
    if (isApiError(error, 'createThreadMessageByChatId')) {
      expectTypeOf(error.code).toEqualTypeOf<OwnCode | BodyCode | undefined>();
    }
    if (isApiError(error, 'createThreadMessageByChannelUniqueName')) {
      expectTypeOf(error.code).toEqualTypeOf<OwnCode | BodyCode | undefined>();
    }
    // @ts-expect-error there is no thread yet that could be invalid
    if (isApiError(error, 'createThreadMessageByChannelId') && error.code === 'thread_chatid_invalid')
      throw 0;
    // @ts-expect-error nor here
    if (isApiError(error, 'createThreadMessageByChatId') && error.code === 'thread_chatid_invalid') throw 0;
    if (isApiError(error, 'createThreadMessageByChannelUniqueName')) {
      // @ts-expect-error nor here
      if (error.code === 'thread_chatid_invalid') throw error;
    }
  });
});

describe('sendMessageToThread', () => {
  test('calls', () => {
    expectTypeOf(threads.reply(id, { text: 'Done.' })).toEqualTypeOf<ApiCall<PostedMessage | undefined>>();
    expectTypeOf(threads.reply).toBeCallableWith(
      id,
      { text: 'Done.', reply_to: '1_1', post_in_parent: true, sync_message: true },
      { bot_unique_name: 'releasebot' },
      options,
    );
  });
  test('misuses', async () => {
    // @ts-expect-error an id is a string
    threads.reply(1, { text: 'Done.' });
    // @ts-expect-error what to say is missing
    threads.reply(id, { sync_message: true });
    // @ts-expect-error text is text
    threads.reply(id, { text: 1 });
    // @ts-expect-error to hang a thread on a message is start
    threads.reply(id, { text: 'Done.', thread_message_id: '1_1' });
    // @ts-expect-error no such parameter
    threads.reply(id, { text: 'Done.' }, { bot: 'releasebot' });
    // @ts-expect-error without sync_message there is no message_id
    (await threads.reply(id, { text: 'Done.' })).message_id;
  });
  test('error codes', () => {
    if (isApiError(error, 'sendMessageToThread')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | BodyCode | undefined>();
    }
    // @ts-expect-error a message has no conflict
    if (isApiError(error, 'sendMessageToThread') && error.code === 'client_not_synced') throw error;
  });
});

describe('getThreadDetailsV3', () => {
  test('calls', () => {
    expectTypeOf(threads.get(id)).toEqualTypeOf<ApiCall<Thread>>();
    expectTypeOf(threads.get).toBeCallableWith(id, options);
    expectTypeOf(threads.get(id).withResponse()).resolves.toEqualTypeOf<{
      data: Thread;
      response: Response;
    }>();
  });
  test('misuses', async () => {
    // @ts-expect-error an id is a string
    threads.get(1);
    // @ts-expect-error it takes no query
    threads.get(id, { fields: ['title'] });
    const thread = await threads.get(id);
    // @ts-expect-error the service calls it thread_state
    thread.state;
    // @ts-expect-error a thread is open or closed
    if (thread.thread_state === 'reopened') throw 0;
  });
  test('error codes', () => {
    if (isApiError(error, 'getThreadDetailsV3')) {
      expectTypeOf(error.code).toEqualTypeOf<
        | 'thread_chatid_invalid'
        | 'external_communication_not_supported'
        | 'operation_failed'
        | CommonCode
        | undefined
      >();
    }
    // @ts-expect-error it says external_communication_not_supported
    if (isApiError(error, 'getThreadDetailsV3') && error.code === 'operation_not_allowed') throw error;
  });
});

describe('getThreadMainMessage', () => {
  test('calls', () => {
    expectTypeOf(threads.getMainMessage(id)).toEqualTypeOf<ApiCall<ThreadMainMessage>>();
    expectTypeOf(threads.getMainMessage).toBeCallableWith(id, options);
  });
  test('misuses', async () => {
    // @ts-expect-error an id is a string
    threads.getMainMessage(1);
    // @ts-expect-error the reply is the message itself
    (await threads.getMainMessage(id)).data;
    // @ts-expect-error not every message has mentions
    (await threads.getMainMessage(id)).mentions.length;
  });
  test('error codes', () => {
    if (isApiError(error, 'getThreadMainMessage')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | CommonCode | undefined>();
    }
    // @ts-expect-error it has no body that could have a key too many
    if (isApiError(error, 'getThreadMainMessage') && error.code === 'extra_key_found') throw error;
  });
});

describe('updateThreadState', () => {
  test('calls', () => {
    expectTypeOf(threads.updateState(id, { action: 'follow' })).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(threads.updateState).toBeCallableWith(
      id,
      { action: 'unfollow' },
      { bot_unique_name: 'releasebot', appkey: 'k' },
      options,
    );
    expectTypeOf(threads.close(id)).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(threads.close).toBeCallableWith(id, { bot_unique_name: 'releasebot' }, options);
    expectTypeOf(threads.reopen(id)).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(threads.reopen).toBeCallableWith(id, undefined, options);
  });
  test('misuses', () => {
    // @ts-expect-error the action is close; closed is a state
    threads.updateState(id, { action: 'closed' });
    // @ts-expect-error an action is missing
    threads.updateState(id, {});
    // @ts-expect-error the action is in an object
    threads.updateState(id, 'close');
    // @ts-expect-error no such key
    threads.updateState(id, { action: 'close', reason: 'done' });
    // @ts-expect-error an id is a string
    threads.updateState(1, { action: 'close' });
    // @ts-expect-error an id is a string
    threads.close(1);
    // @ts-expect-error an id is a string
    threads.reopen(1);
    // @ts-expect-error no such parameter
    threads.close(id, { action: 'close' });
  });
  test('error codes', () => {
    if (isApiError(error, 'updateThreadState')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | BodyCode | undefined>();
    }
    // @ts-expect-error a state has no conflict
    if (isApiError(error, 'updateThreadState') && error.code === 'client_not_synced') throw error;
  });
});

describe('getThreadFollowers', () => {
  test('calls', () => {
    expectTypeOf(threads.followers(id)).toEqualTypeOf<List<ThreadFollower, ThreadFollowersReply>>();
    expectTypeOf(threads.followers).toBeCallableWith(id, options);
  });
  test('misuses', async () => {
    // @ts-expect-error an id is a string
    threads.followers(1);
    // @ts-expect-error fields is members'
    threads.followers(id, { fields: ['name'] });
    for await (const follower of threads.followers(id)) {
      // @ts-expect-error the service calls it user_id
      follower.id;
      // @ts-expect-error not everybody shows their address
      follower.email_id.length;
    }
  });
  test('error codes', () => {
    if (isApiError(error, 'getThreadFollowers')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | CommonCode | undefined>();
    }
    // @ts-expect-error no such code
    if (isApiError(error, 'getThreadFollowers') && error.code === 'chat_access_denied') throw error;
  });
});

describe('getThreadNonFollowers', () => {
  test('calls', () => {
    expectTypeOf(threads.nonFollowers(id)).toEqualTypeOf<List<ThreadFollower, ThreadFollowersReply>>();
    expectTypeOf(threads.nonFollowers).toBeCallableWith(id, options);
  });
  test('misuses', () => {
    // @ts-expect-error an id is a string
    threads.nonFollowers(1);
    // @ts-expect-error a list is read with for await
    threads.nonFollowers(id).map(String);
  });
  test('error codes', () => {
    if (isApiError(error, 'getThreadNonFollowers')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | CommonCode | undefined>();
    }
    // @ts-expect-error no such code
    if (isApiError(error, 'getThreadNonFollowers') && error.code === 'chat_access_denied') throw error;
  });
});

describe('addThreadFollowers', () => {
  test('calls', () => {
    expectTypeOf(threads.addFollowers(id, ['855727961'])).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(threads.addFollowers).toBeCallableWith(id, ['855727961', '855727962'] as const, options);
  });
  test('misuses', () => {
    // @ts-expect-error one user is a list of one
    threads.addFollowers(id, '855727961');
    // @ts-expect-error an id is a string
    threads.addFollowers(id, [855727961]);
    // @ts-expect-error an id is a string
    threads.addFollowers(1, ['855727961']);
    // @ts-expect-error who is missing
    threads.addFollowers(id);
  });
  test('error codes', () => {
    if (isApiError(error, 'addThreadFollowers')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | BodyCode | undefined>();
    }
    // @ts-expect-error no such code
    if (isApiError(error, 'addThreadFollowers') && error.code === 'invalid_inputs') throw error;
  });
});

describe('removeThreadFollowers', () => {
  test('calls', () => {
    expectTypeOf(threads.removeFollowers(id, ['855727961'])).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(threads.removeFollowers).toBeCallableWith(id, ['855727961'] as const, options);
  });
  test('misuses', () => {
    // @ts-expect-error one user is a list of one
    threads.removeFollowers(id, '855727961');
    // @ts-expect-error an id is a string
    threads.removeFollowers(id, [855727961]);
    // @ts-expect-error an id is a string
    threads.removeFollowers(1, ['855727961']);
    // @ts-expect-error who is missing
    threads.removeFollowers(id);
  });
  test('error codes', () => {
    if (isApiError(error, 'removeThreadFollowers')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | BodyCode | undefined>();
    }
    // @ts-expect-error no such code
    if (isApiError(error, 'removeThreadFollowers') && error.code === 'invalid_inputs') throw error;
  });
});

describe('getThreadMembers', () => {
  test('calls', () => {
    expectTypeOf(threads.members(id)).toEqualTypeOf<List<ThreadMember, ThreadMembersReply>>();
    expectTypeOf(threads.members).toBeCallableWith(id, { fields: ['user_id', 'email_id', 'name'] }, options);
  });
  test('misuses', async () => {
    // @ts-expect-error an id is a string
    threads.members(1);
    // @ts-expect-error no such field
    threads.members(id, { fields: ['phone'] });
    // @ts-expect-error one field is a list of one
    threads.members(id, { fields: 'name' });
    for await (const member of threads.members(id)) {
      // @ts-expect-error what is there depends on fields
      member.name.length;
    }
  });
  test('error codes', () => {
    if (isApiError(error, 'getThreadMembers')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | QueryCode | undefined>();
    }
    // @ts-expect-error it has no body that could have a key too many
    if (isApiError(error, 'getThreadMembers') && error.code === 'extra_key_found') throw error;
  });
});

describe('followThread', () => {
  test('calls', () => {
    expectTypeOf(threads.follow(id)).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(threads.follow).toBeCallableWith(id, options);
  });
  test('misuses', () => {
    // @ts-expect-error an id is a string
    threads.follow(1);
    // @ts-expect-error to make others follow is addFollowers
    threads.follow(id, ['855727961']);
  });
  test('error codes', () => {
    if (isApiError(error, 'followThread')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | CommonCode | undefined>();
    }
    // @ts-expect-error it has no body that could have a key too many
    if (isApiError(error, 'followThread') && error.code === 'extra_key_found') throw error;
  });
});

describe('unfollowThread', () => {
  test('calls', () => {
    expectTypeOf(threads.unfollow(id)).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(threads.unfollow).toBeCallableWith(id, options);
  });
  test('misuses', () => {
    // @ts-expect-error an id is a string
    threads.unfollow(1);
    // @ts-expect-error to make others stop is removeFollowers
    threads.unfollow(id, ['855727961']);
  });
  test('error codes', () => {
    if (isApiError(error, 'unfollowThread')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | CommonCode | undefined>();
    }
    // @ts-expect-error it has no body that could have a key too many
    if (isApiError(error, 'unfollowThread') && error.code === 'extra_key_found') throw error;
  });
});

describe('leaveThread', () => {
  test('calls', () => {
    expectTypeOf(threads.leave(id)).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(threads.leave).toBeCallableWith(id, options);
  });
  test('misuses', () => {
    // @ts-expect-error an id is a string
    threads.leave(1);
    // @ts-expect-error no such option
    threads.leave(id, { silent: true });
  });
  test('error codes', () => {
    if (isApiError(error, 'leaveThread')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | CommonCode | undefined>();
    }
    // @ts-expect-error it has no body that could have a key too many
    if (isApiError(error, 'leaveThread') && error.code === 'extra_key_found') throw error;
  });
});

describe('muteThread', () => {
  test('calls', () => {
    expectTypeOf(threads.mute(id)).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(threads.mute).toBeCallableWith(id, options);
  });
  test('misuses', () => {
    // @ts-expect-error an id is a string
    threads.mute(1);
    // @ts-expect-error a mute has no end
    threads.mute(id, { until: '2026-03-19T19:08:32+05:30' });
  });
  test('error codes', () => {
    if (isApiError(error, 'muteThread')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | CommonCode | undefined>();
    }
    // @ts-expect-error it has no body that could have a key too many
    if (isApiError(error, 'muteThread') && error.code === 'extra_key_found') throw error;
  });
});

describe('unmuteThread', () => {
  test('calls', () => {
    expectTypeOf(threads.unmute(id)).toEqualTypeOf<ApiCall<undefined>>();
    expectTypeOf(threads.unmute).toBeCallableWith(id, options);
  });
  test('misuses', () => {
    // @ts-expect-error an id is a string
    threads.unmute(1);
    // @ts-expect-error which thread is missing
    threads.unmute();
  });
  test('error codes', () => {
    if (isApiError(error, 'unmuteThread')) {
      expectTypeOf(error.code).toEqualTypeOf<ThreadCode | CommonCode | undefined>();
    }
    // @ts-expect-error it has no body that could have a key too many
    if (isApiError(error, 'unmuteThread') && error.code === 'extra_key_found') throw error;
  });
});
