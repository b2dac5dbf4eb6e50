import fc from 'fast-check';
import type { Seed } from '../../src/index.ts';
import { demo, demoSeed } from '../../src/index.ts';
import { start } from '../session.ts';

/** A call of the API, some time after the one before it. */
export interface RandomCall {
  readonly method: string;
  /** After `/api/v3`. */
  readonly path: string;
  readonly body: unknown;
  readonly userId: string;
  readonly network: string | undefined;
  readonly waitMs: number;
}

/** The demo workspace, and a network that is the same once more. */
export const twoWorkspaces: Seed = {
  ...demoSeed,
  networks: [
    { id: '7', name: 'twin', chats: demoSeed.chats, threads: demoSeed.threads, shelves: demoSeed.shelves },
  ],
};

const launch = demo.channels.launch;
const aUser = fc.constantFrom(...Object.values(demo.users));
const aChat = fc.constantFrom(
  launch.chatId,
  demo.channels.partners.chatId,
  demo.direct.ben,
  demo.group.offsite,
  demo.threads.rollback,
);
const aThread = fc.constantFrom(...Object.values(demo.threads));
const aFolder = fc.constantFrom('default', demo.folders.launch, demo.folders.people);
const aMessage = fc.constantFrom(...Object.values(demo.messages));
const aTime = fc.oneof(fc.constant(-1), fc.integer({ min: start, max: start + 300_000 }));
const optional = { requiredKeys: [] };

function calling(
  method: string,
  path: fc.Arbitrary<string>,
  body: fc.Arbitrary<unknown> = fc.constant(undefined),
): fc.Arbitrary<RandomCall> {
  return fc.record({
    method: fc.constant(method),
    path,
    body,
    userId: fc.oneof({ weight: 3, arbitrary: fc.constant(demo.users.ana) }, aUser),
    network: fc.constantFrom(undefined, undefined, 'twin'),
    waitMs: fc.integer({ min: 0, max: 60_000 }),
  });
}

const pins = aChat.map((id) => `/chats/${id}/pin-messages`);
const folder = aFolder.map((id) => `/pin-categories/${id}`);
const thread = aThread.map((id) => `/threads/${id}`);

/** Calls that change something, most of which are carried out, and calls that show what there is. */
export const aCall: fc.Arbitrary<RandomCall> = fc.oneof(
  calling(
    'POST',
    pins,
    fc.record({
      message_id: aMessage,
      expiry_time: aTime,
      notify: fc.constant(false),
      primary: fc.boolean(),
    }),
  ),
  calling(
    'PUT',
    pins,
    fc.record(
      { message_id: aMessage, pin_above: aMessage, last_sync_time: fc.constantFrom(start, start + 1e9) },
      { requiredKeys: ['message_id', 'last_sync_time'] },
    ),
  ),
  calling('DELETE', pins, fc.record({ message_ids: fc.array(aMessage, { maxLength: 1 }) }, optional)),
  calling(
    'GET',
    fc.tuple(pins, fc.constantFrom('', '?primary', '?limit=1')).map((parts) => parts.join('')),
  ),
  calling(
    'POST',
    fc.constant('/pin-categories'),
    fc.record(
      { title: fc.string({ minLength: 1, maxLength: 5 }), chat_ids: fc.array(aChat, { maxLength: 2 }) },
      { requiredKeys: ['title'] },
    ),
  ),
  calling('PUT', folder, fc.record({ title: fc.string({ minLength: 1, maxLength: 5 }) })),
  calling(
    'PUT',
    folder,
    fc.record({
      chat_ids: fc.array(aChat, { maxLength: 3 }),
      last_sync_time: fc.constantFrom(start, start + 1e9),
    }),
  ),
  calling(
    'DELETE',
    fc.tuple(folder, fc.boolean()).map(([path, all]) => `${path}?unpin_all=${all}`),
  ),
  calling('GET', fc.constant('/pin-categories?include_fields=chats,recipients_summary,last_message_info')),
  calling(
    'POST',
    aChat.map((id) => `/chats/${id}/pins`),
    fc.record({ category_id: aFolder }, optional),
  ),
  calling(
    'DELETE',
    aChat.map((id) => `/chats/${id}/pins`),
  ),
  calling(
    'POST',
    fc.constant(`/chats/${launch.chatId}/messages`),
    fc.record({
      text: fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }),
      thread_message_id: fc.constantFrom(demo.messages.freeze, demo.messages.kickoff),
      post_in_parent: fc.boolean(),
      sync_message: fc.boolean(),
    }),
  ),
  calling(
    'POST',
    aThread.map((id) => `/chats/${id}/messages`),
    fc.record({ text: fc.constantFrom('x', `{@${demo.users.ben}}`), sync_message: fc.boolean() }),
  ),
  calling(
    'POST',
    fc.constant(`/chats/${demo.threads.rollback}/messages?bot_unique_name=releasebot`),
    fc.constant({ text: 'x' }),
  ),
  calling('PUT', thread, fc.record({ action: fc.constantFrom('close', 'reopen', 'follow', 'unfollow') })),
  calling(
    'POST',
    thread.map((path) => `${path}/followers`),
    fc.record({ user_ids: fc.array(aUser, { minLength: 1, maxLength: 2 }) }),
  ),
  calling(
    'DELETE',
    thread.map((path) => `${path}/followers`),
    fc.record({ user_ids: fc.array(aUser, { minLength: 1, maxLength: 2 }) }),
  ),
  calling(
    'POST',
    aThread.map((id) => `/chats/${id}/leave`),
  ),
  calling(
    'POST',
    aThread.map((id) => `/chats/${id}/mute`),
  ),
  calling(
    'GET',
    fc
      .tuple(thread, fc.constantFrom('', '/messages/main', '/followers', '/nonfollowers', '/members'))
      .map((parts) => parts.join('')),
  ),
);
