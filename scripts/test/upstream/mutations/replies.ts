import { schema } from './editable-document.ts';
import type { Mutation } from './mutation.ts';
import { drift, drifts } from './mutation.ts';

/** Where a pinned message stands in replies. */
const pinned = (key: string) =>
  [
    ['getPinnedMessages', `reply 200.data[]${key}`],
    ['addPinnedMessage', `reply 200.data${key}`],
    ['getPrimaryPinnedMessage', `reply 200.data${key}`],
  ] as const;

/** Where a folder stands in replies. */
const folder = (key: string) =>
  [
    ['getPinCategories', `reply 200.data[]${key}`],
    ['createPinCategory', `reply 200.data${key}`],
  ] as const;

const json = ['content', 'application/json', 'schema'];

export const replyMutations: Mutation[] = [
  {
    name: 'a status is new, with nothing in it',
    module: 'pins',
    change: (document) =>
      document.set([...document.operation('addPinnedMessage'), 'responses', '202'], { description: 'Soon.' }),
    expect: [drift('types', 'added', ['addPinnedMessage', 'reply 202'])],
  },
  {
    name: 'an error status is new',
    module: 'folders',
    change: (document) =>
      document.set([...document.operation('pinChat'), 'responses', '409'], { description: 'Too late.' }),
    expect: [drift('same', 'added', ['pinChat', 'reply 409'])],
  },
  {
    name: 'an error status is gone',
    module: 'folders',
    change: (document) => document.drop([...document.operation('pinChat'), 'responses', '406']),
    expect: [drift('same', 'removed', ['pinChat', 'reply 406'])],
  },
  {
    name: 'a reply turns into an empty one',
    module: 'folders',
    change: (document) => document.rename([...document.operation('unpinChat'), 'responses', '200'], '204'),
    expect: [
      drift('types', 'removed', ['unpinChat', 'reply 200']),
      drift('types', 'added', ['unpinChat', 'reply 204']),
    ],
  },
  {
    name: 'an empty reply turns into one with data',
    module: 'folders',
    change: (document) => {
      const replies = [...document.operation('updatePinCategory'), 'responses'];
      document.rename([...replies, '204'], '200');
      document.set([...replies, '200', 'content'], {
        'application/json': { schema: { $ref: '#/components/schemas/create-pin-category-response' } },
      });
    },
    expect: [
      drift('types', 'removed', ['updatePinCategory', 'reply 204']),
      drift('types', 'added', ['updatePinCategory', 'reply 200']),
    ],
  },
  {
    name: 'a reply has one more key',
    module: 'pins',
    change: (document) => document.set(schema('pin-information', 'color'), { type: 'string' }),
    expect: drifts('more', 'added', ...pinned('.pin_information.color')),
  },
  {
    name: 'an envelope has one more key',
    module: 'pins',
    change: (document) => document.set(schema('get-pinned-messages-response', 'count'), { type: 'integer' }),
    expect: [drift('more', 'added', ['getPinnedMessages', 'reply 200.count'])],
  },
  {
    name: 'a key of a reply is gone',
    module: 'pins',
    change: (document) => document.drop(schema('pinned-message', 'is_pinned')),
    expect: drifts('types', 'removed', ...pinned('.is_pinned')),
  },
  {
    name: 'an optional key of a reply is gone',
    module: 'folders',
    change: (document) => document.drop(schema('pin-category', 'symbol')),
    expect: drifts('types', 'removed', ...folder('.symbol')),
  },
  {
    name: 'a key of a reply has another name',
    module: 'threads',
    change: (document) => document.rename(schema('v3-thread', 'follower_count'), 'followers'),
    expect: [drift('types', 'renamed', ['getThreadDetailsV3', 'reply 200.data.follower_count', 'renamed'])],
  },
  {
    name: 'a key deep in a reply has another name',
    module: 'folders',
    change: (document) =>
      document.rename(schema('pinned-chat', 'last_message_info', 'sender', 'name'), 'display_name'),
    expect: [
      drift('types', 'renamed', [
        'getPinCategories',
        'reply 200.data[].chats[].last_message_info.sender.name',
        'renamed',
      ]),
      drift('types', 'renamed', [
        'createPinCategory',
        'reply 200.data.chats[].last_message_info.sender.name',
        'renamed',
      ]),
    ],
  },
  {
    name: 'a key moves into another one',
    module: 'threads',
    change: (document) => {
      const title = document.at(schema('get-main-message-response', 'thread_information', 'title'));
      document.drop(schema('get-main-message-response', 'thread_information', 'title'));
      document.set(schema('get-main-message-response', 'thread_state_information', 'title'), title);
    },
    expect: [
      drift('types', 'removed', ['getThreadMainMessage', 'reply 200.thread_information.title']),
      drift('more', 'added', ['getThreadMainMessage', 'reply 200.thread_state_information.title']),
    ],
  },
  {
    name: 'the data of a reply lies one level deeper',
    module: 'threads',
    change: (document) => {
      const data = document.at(schema('retrieve-chat-members', 'members'));
      document.set(schema('retrieve-chat-members', 'members'), {
        type: 'object',
        properties: { list: data },
      });
    },
    expect: [
      drift('types', 'changed', ['getThreadMembers', 'reply 200.members', 'type']),
      drift('types', 'removed', ['getThreadMembers', 'reply 200.members[]']),
      drift('more', 'added', ['getThreadMembers', 'reply 200.members.list']),
    ],
  },
  {
    name: 'a key of a reply is always there',
    module: 'folders',
    change: (document) => document.set([...schema('pinned-chat'), 'required'], ['participant_count']),
    expect: [
      drift('more', 'tightened', [
        'getPinCategories',
        'reply 200.data[].chats[].participant_count',
        'required',
      ]),
      drift('more', 'tightened', [
        'createPinCategory',
        'reply 200.data.chats[].participant_count',
        'required',
      ]),
    ],
  },
  {
    name: 'a key of a reply has another type',
    module: 'threads',
    change: (document) => document.set([...schema('v3-thread', 'follower_count'), 'type'], 'string'),
    expect: [drift('types', 'changed', ['getThreadDetailsV3', 'reply 200.data.follower_count', 'type'])],
  },
  {
    name: 'a key of a reply is a list now',
    module: 'pins',
    change: (document) =>
      document.set(schema('pin-information', 'creator'), {
        type: 'array',
        items: document.at(schema('pin-information', 'creator')),
      }),
    expect: [
      ...drifts(
        'types',
        'changed',
        ...pinned('.pin_information.creator').map(([id, place]) => [id, place, 'type'] as const),
      ),
      ...drifts('types', 'removed', ...pinned('.pin_information.creator.id')),
      ...drifts('types', 'removed', ...pinned('.pin_information.creator.name')),
      ...drifts('more', 'added', ...pinned('.pin_information.creator[]')),
    ],
  },
  {
    name: 'a time of a reply comes as a number',
    module: 'pins',
    change: (document) =>
      document.set(schema('pinned-message', 'time'), { type: 'integer', format: 'int64' }),
    expect: [
      ...drifts('types', 'changed', ...pinned('.time').map(([id, place]) => [id, place, 'type'] as const)),
      ...drifts('same', 'tightened', ...pinned('.time').map(([id, place]) => [id, place, 'format'] as const)),
    ],
  },
  {
    name: 'a key of a reply loses its format',
    module: 'threads',
    change: (document) => document.drop([...schema('Members', 'email_id'), 'format']),
    expect: [drift('same', 'loosened', ['getThreadMembers', 'reply 200.members[].email_id', 'format'])],
  },
  {
    name: 'a list of values in a reply has one more',
    module: 'folders',
    change: (document) => document.push([...schema('pin-category', 'state'), 'enum'], 'hidden'),
    expect: drifts('more', 'added', ...folder('.state').map(([id, place]) => [id, place, 'enum'] as const)),
  },
  {
    name: 'a list of values in a reply has one less',
    module: 'folders',
    change: (document) => document.drop([...schema('pin-category', 'state'), 'enum', 1]),
    expect: drifts(
      'types',
      'removed',
      ...folder('.state').map(([id, place]) => [id, place, 'enum'] as const),
    ),
  },
  {
    name: 'a key of a reply may be null',
    module: 'threads',
    change: (document) => document.set([...schema('v3-thread', 'title'), 'nullable'], true),
    expect: [drift('types', 'loosened', ['getThreadDetailsV3', 'reply 200.data.title', 'nullable'])],
  },
  {
    name: 'a reply is made of another schema',
    module: 'threads',
    change: (document) =>
      document.set([...document.operation('Get non-followers of a thread'), 'responses', '200', ...json], {
        $ref: '#/components/schemas/retrieve-chat-members',
      }),
    expect: [
      drift('types', 'renamed', ['getThreadNonFollowers', 'reply 200.data', 'renamed']),
      drift('same', 'changed', ['getThreadNonFollowers', 'reply 200', 'schema']),
    ],
  },
  {
    name: 'a reply is text',
    module: 'folders',
    change: (document) =>
      document.set([...document.operation('unpinChat'), 'responses', '200', 'content'], {
        'text/plain': { schema: { type: 'string' } },
      }),
    expect: [
      drift('types', 'changed', ['unpinChat', 'reply 200', 'content']),
      drift('types', 'changed', ['unpinChat', 'reply 200', 'type']),
      drift('types', 'removed', ['unpinChat', 'reply 200.data']),
      drift('types', 'removed', ['unpinChat', 'reply 200.type']),
      drift('same', 'removed', ['unpinChat', 'reply 200', 'schema']),
    ],
  },
];
