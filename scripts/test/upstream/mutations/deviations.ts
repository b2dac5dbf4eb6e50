import { schema } from './editable-document.ts';
import type { Mutation } from './mutation.ts';
import { drift, drifts } from './mutation.ts';

/** Changes at places where our specs differ from upstream's on purpose. */
export const deviationMutations: Mutation[] = [
  {
    name: 'upstream has the token of the next page',
    module: 'pins',
    change: (document) =>
      document.set(schema('get-pinned-messages-response', 'next_token'), { type: 'string' }),
    expect: [drift('same', 'ended', ['getPinnedMessages', 'reply 200.next_token'])],
  },
  {
    name: 'upstream has an empty 204 in place of the odd body',
    module: 'threads',
    change: (document) => {
      const replies = [...document.operation('Unmute a thread'), 'responses'];
      document.rename([...replies, '200'], '204');
      document.drop([...replies, '204', 'content']);
    },
    expect: [
      drift('same', 'ended', ['unmuteThread', 'reply 200']),
      drift('same', 'ended', ['unmuteThread', 'reply 204']),
    ],
  },
  {
    name: 'upstream adds the empty 204 of a message that nobody waits for',
    module: 'threads',
    change: (document) =>
      document.set([...document.operation('Send a message to an existing thread'), 'responses', '204'], {
        description: 'Posted.',
      }),
    expect: [drift('same', 'ended', ['sendMessageToThread', 'reply 204'])],
  },
  {
    name: 'upstream closes a body',
    module: 'pins',
    change: (document) =>
      document.set([...schema('add-pinned-message-request'), 'additionalProperties'], false),
    expect: [drift('same', 'ended', ['addPinnedMessage', 'body', 'closed'])],
  },
  {
    name: 'upstream lists the two states of a thread',
    module: 'threads',
    change: (document) => document.set([...schema('v3-thread', 'thread_state'), 'enum'], ['open', 'closed']),
    expect: [drift('same', 'ended', ['getThreadDetailsV3', 'reply 200.data.thread_state', 'enum'])],
  },
  {
    name: 'upstream lists other states of a thread than ours',
    module: 'threads',
    change: (document) =>
      document.set([...schema('v3-thread', 'thread_state'), 'enum'], ['open', 'closed', 'archived']),
    expect: [drift('more', 'added', ['getThreadDetailsV3', 'reply 200.data.thread_state', 'enum'])],
  },
  {
    name: 'upstream has parent_participant in the schema',
    module: 'threads',
    change: (document) => document.set(schema('v3-thread', 'parent_participant'), { type: 'boolean' }),
    expect: [drift('same', 'ended', ['getThreadDetailsV3', 'reply 200.data.parent_participant'])],
  },
  {
    name: 'upstream has parent_participant in the schema, with another type',
    module: 'threads',
    change: (document) => document.set(schema('v3-thread', 'parent_participant'), { type: 'string' }),
    expect: [drift('types', 'changed', ['getThreadDetailsV3', 'reply 200.data.parent_participant', 'type'])],
  },
  {
    name: 'upstream types the time of the last sync',
    module: 'folders',
    change: (document) =>
      document.set(schema('reorder-category-request', 'last_sync_time'), { type: 'string' }),
    expect: [drift('types', 'tightened', ['reorderCategory', 'body.last_sync_time', 'type'])],
  },
  {
    name: 'upstream lists the actions as values of the schema',
    module: 'threads',
    change: (document) =>
      document.set(
        [...schema('update-state-of-thread-request', 'action'), 'enum'],
        ['close', 'reopen', 'follow', 'unfollow'],
      ),
    expect: [
      drift('same', 'ended', ['updateThreadState', 'body.action', 'enum']),
      drift('same', 'ended', ['updateThreadState', 'body.action', 'values']),
    ],
  },
  {
    name: 'upstream moves the maximum of a text from prose to the schema',
    module: 'threads',
    change: (document) =>
      document.set([...schema('send-message-in-thread-payload', 'text'), 'maxLength'], 5000),
    expect: [],
  },
  {
    name: 'upstream has a version like the other modules',
    module: 'threads',
    change: (document) => document.set(['info', 'version'], '3.0.0'),
    expect: [drift('same', 'ended', [undefined, 'document', 'version'])],
  },
  {
    name: 'upstream mends the tag of the one operation',
    module: 'threads',
    change: (document) => document.set([...document.operation('getThreadDetailsV3'), 'tags'], ['threads']),
    expect: [drift('same', 'ended', ['getThreadDetailsV3', 'operation', 'tags'])],
  },
  {
    name: 'upstream lists a 404 where it had none',
    module: 'threads',
    change: (document) => {
      const other = document.at([...document.operation('Leave a thread'), 'responses', '404']);
      document.set([...document.operation('getThreadDetailsV3'), 'responses', '404'], other);
    },
    expect: [drift('same', 'added', ['getThreadDetailsV3', 'reply 404'])],
  },
  {
    name: 'upstream lists an error code that we infer',
    module: 'pins',
    change: (document) =>
      document.describe(
        'deletePinnedMessages',
        '</tbody>',
        '<tr><td><code>operation_failed</code></td><td>It is not pinned.</td></tr>\n  </tbody>',
      ),
    expect: [drift('same', 'ended', ['deletePinnedMessages', 'operation', 'errors'])],
  },
  {
    name: 'upstream lists an error code besides those that we infer',
    module: 'pins',
    change: (document) =>
      document.describe(
        'deletePinnedMessages',
        '</tbody>',
        '<tr><td><code>too_many_messages</code></td><td>More than 25.</td></tr>\n  </tbody>',
      ),
    expect: [drift('more', 'added', ['deletePinnedMessages', 'operation', 'errors'])],
  },
  {
    name: 'upstream gives a list of ids that we have from prose the maximum of the prose',
    module: 'folders',
    change: (document) =>
      document.set([...document.parameter('removeChatsAcrossCategories', 'chat_ids'), 'schema'], {
        type: 'array',
        maxItems: 25,
        items: { type: 'string' },
      }),
    expect: [
      drift('same', 'ended', ['removeChatsAcrossCategories', 'query chat_ids', 'type']),
      drift('same', 'loosened', ['removeChatsAcrossCategories', 'query chat_ids[]', 'minLength']),
    ],
  },
  {
    name: 'upstream has another minimum number of ids',
    module: 'pins',
    change: (document) =>
      document.set([...schema('delete-pinned-messages-request', 'message_ids'), 'minItems'], 2),
    expect: [drift('refused', 'tightened', ['deletePinnedMessages', 'body.message_ids', 'minItems'])],
  },
  {
    name: 'upstream no longer wants the ids of the pins to remove',
    module: 'pins',
    change: (document) => document.drop([...schema('delete-pinned-messages-request'), 'required']),
    expect: [drift('same', 'ended', ['deletePinnedMessages', 'body.message_ids', 'required'])],
  },
  {
    name: 'upstream says that an envelope always has its data',
    module: 'folders',
    change: (document) => document.set([...schema('get-pin-categories-response'), 'required'], ['data']),
    expect: [drift('same', 'ended', ['getPinCategories', 'reply 200.data', 'required'])],
  },
  {
    name: 'upstream names the format of a time',
    module: 'folders',
    change: (document) =>
      document.set([...schema('pinned-chat', 'last_message_info', 'time'), 'format'], 'date-time'),
    expect: drifts(
      'same',
      'ended',
      ['getPinCategories', 'reply 200.data[].chats[].last_message_info.time', 'format'],
      ['createPinCategory', 'reply 200.data.chats[].last_message_info.time', 'format'],
    ),
  },
  {
    name: 'upstream leaves out the parameter that turns a list into one pin',
    module: 'pins',
    change: (document) => document.drop(document.parameter('getPinnedMessages', 'primary')),
    expect: [drift('same', 'ended', ['getPinnedMessages', 'query primary'])],
  },
  {
    name: 'upstream gives the pages of pins a default size',
    module: 'pins',
    change: (document) =>
      document.set([...document.parameter('getPinnedMessages', 'limit'), 'schema', 'default'], 20),
    expect: [drift('same', 'ended', ['getPinnedMessages', 'query limit', 'default'])],
  },
  {
    name: 'upstream gives the pages of pins another default size than ours',
    module: 'pins',
    change: (document) =>
      document.set([...document.parameter('getPinnedMessages', 'limit'), 'schema', 'default'], 50),
    expect: [drift('refused', 'changed', ['getPinnedMessages', 'query limit', 'default'])],
  },
];
