import { schema } from './editable-document.ts';
import type { Mutation } from './mutation.ts';
import { drift, drifts } from './mutation.ts';
import { starts } from './starts.ts';

const state = schema('update-pin-category-details-request', 'state');

/** Values that may be sent, and how much of them. */
export const boundMutations: Mutation[] = [
  {
    name: 'a list of values has one more, in the schema alone',
    module: 'folders',
    change: (document) => document.push([...state, 'enum'], 'hidden'),
    expect: [drift('more', 'added', ['updatePinCategory', 'body.state', 'enum'])],
  },
  {
    name: 'a list of values has one more, in the schema and in prose',
    module: 'folders',
    change: (document) => {
      document.push([...state, 'enum'], 'hidden');
      document.replace([...state, 'description'], '</ul>', '<li><code>hidden</code>: nowhere.</li>\n</ul>');
    },
    expect: [drift('more', 'added', ['updatePinCategory', 'body.state', 'enum'])],
  },
  {
    name: 'prose lists a value that the schema does not',
    module: 'folders',
    change: (document) =>
      document.replace([...state, 'description'], '</ul>', '<li><code>hidden</code>: nowhere.</li>\n</ul>'),
    expect: [drift('more', 'added', ['updatePinCategory', 'body.state', 'prose values'])],
  },
  {
    name: 'a list of values has one less',
    module: 'folders',
    change: (document) => {
      document.drop([...state, 'enum', 0]);
      document.replace([...state, 'description'], /<li><code>expanded.*\n/, '');
    },
    expect: [drift('types', 'removed', ['updatePinCategory', 'body.state', 'enum'])],
  },
  {
    name: 'a value has another name',
    module: 'folders',
    change: (document) => {
      document.set([...state, 'enum', 1], 'folded');
      document.replace([...state, 'description'], '<code>collapsed', '<code>folded');
    },
    expect: [
      drift('types', 'removed', ['updatePinCategory', 'body.state', 'enum']),
      drift('more', 'added', ['updatePinCategory', 'body.state', 'enum']),
    ],
  },
  {
    name: 'a list of values is gone',
    module: 'folders',
    change: (document) => {
      document.drop([...state, 'enum']);
      document.set([...state, 'description'], 'How it stands.');
    },
    expect: [drift('more', 'loosened', ['updatePinCategory', 'body.state', 'enum'])],
  },
  {
    name: 'prose lists one more value of a key',
    module: 'threads',
    change: (document) =>
      document.replace(
        [...schema('update-state-of-thread-request', 'action'), 'description'],
        '</ul>',
        '<li><code>archive</code></li></ul>',
      ),
    expect: [drift('more', 'added', ['updateThreadState', 'body.action', 'values'])],
  },
  {
    name: 'a maximum length falls',
    module: 'folders',
    change: (document) => {
      document.set([...schema('create-pin-category-request', 'title'), 'maxLength'], 100);
      document.replace([...schema('create-pin-category-request', 'title'), 'description'], '255', '100');
    },
    expect: [drift('refused', 'tightened', ['createPinCategory', 'body.title', 'maxLength'])],
  },
  {
    name: 'a maximum length rises',
    module: 'folders',
    change: (document) => {
      document.set([...schema('create-pin-category-request', 'symbol'), 'maxLength'], 80);
      document.replace([...schema('create-pin-category-request', 'symbol'), 'description'], '50', '80');
    },
    expect: [drift('same', 'loosened', ['createPinCategory', 'body.symbol', 'maxLength'])],
  },
  {
    name: 'a maximum length falls in prose alone, where only prose has it',
    module: 'threads',
    change: (document) =>
      document.replace([...schema('send-message-in-thread-payload', 'text'), 'description'], '5000', '4000'),
    expect: [drift('refused', 'tightened', ['sendMessageToThread', 'body.text', 'maxLength'])],
  },
  {
    name: 'prose and schema no longer agree on a maximum',
    module: 'folders',
    change: (document) =>
      document.replace([...schema('create-pin-category-request', 'title'), 'description'], '255', '100'),
    expect: [drift('refused', 'tightened', ['createPinCategory', 'body.title', 'prose maxLength'])],
  },
  {
    name: 'a maximum is gone',
    module: 'folders',
    change: (document) => {
      document.drop([...schema('create-pin-category-request', 'chat_ids'), 'maxItems']);
      document.set(
        [...schema('create-pin-category-request', 'chat_ids'), 'description'],
        'Chats to pin in it.',
      );
    },
    expect: [drift('same', 'loosened', ['createPinCategory', 'body.chat_ids', 'maxItems'])],
  },
  {
    name: 'a maximum number of entries falls',
    module: 'folders',
    change: (document) => {
      document.set([...schema('bulk-update-chats-in-category-request', 'chat_ids'), 'maxItems'], 50);
      document.replace(
        [...schema('bulk-update-chats-in-category-request', 'chat_ids'), 'description'],
        '100',
        '50',
      );
    },
    expect: [drift('refused', 'tightened', ['bulkUpdateChatsInCategory', 'body.chat_ids', 'maxItems'])],
  },
  {
    name: 'a maximum is new, in prose',
    module: 'threads',
    change: (document) =>
      document.replace(
        [...schema('thread-creation-payload', 'thread_title'), 'description'],
        'is called.',
        'is called. Maximum length: 120 characters.',
      ),
    expect: drifts(
      'refused',
      'tightened',
      ...starts.map((id) => [id, 'body.thread_title', 'maxLength'] as const),
    ),
  },
  {
    name: 'a list takes fewer entries, in the schema and in prose',
    module: 'pins',
    change: (document) => {
      document.set([...schema('delete-pinned-messages-request', 'message_ids'), 'maxItems'], 10);
      document.replace(
        [...schema('delete-pinned-messages-request', 'message_ids'), 'description'],
        'up to 25',
        'up to 10',
      );
    },
    expect: [drift('refused', 'tightened', ['deletePinnedMessages', 'body.message_ids', 'maxItems'])],
  },
  {
    name: 'a key gets a pattern',
    module: 'folders',
    change: (document) => document.set([...schema('pin-chat-request', 'category_id'), 'pattern'], '^[0-9]+$'),
    expect: [drift('refused', 'tightened', ['pinChat', 'body.category_id', 'pattern'])],
  },
  {
    name: 'a key gets a format',
    module: 'pins',
    change: (document) =>
      document.set([...schema('reorder-pinned-message-request', 'pin_above'), 'format'], 'uuid'),
    expect: [drift('refused', 'tightened', ['reorderPinnedMessages', 'body.pin_above', 'format'])],
  },
];
