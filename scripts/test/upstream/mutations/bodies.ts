import { schema } from './editable-document.ts';
import type { Mutation } from './mutation.ts';
import { drift, drifts } from './mutation.ts';
import { starts } from './starts.ts';

export const bodyMutations: Mutation[] = [
  {
    name: 'a body has one more optional key',
    module: 'pins',
    change: (document) => document.set(schema('add-pinned-message-request', 'color'), { type: 'string' }),
    expect: [drift('more', 'added', ['addPinnedMessage', 'body.color'])],
  },
  {
    name: 'a body has one more key, and it has to be there',
    module: 'folders',
    change: (document) => {
      document.set(schema('pin-chat-request', 'position'), { type: 'integer' });
      document.set([...schema('pin-chat-request'), 'required'], ['position']);
    },
    expect: [drift('types', 'added', ['pinChat', 'body.position'])],
  },
  {
    name: 'a key of a body is gone',
    module: 'pins',
    change: (document) => document.drop(schema('add-pinned-message-request', 'primary')),
    expect: [drift('types', 'removed', ['addPinnedMessage', 'body.primary'])],
  },
  {
    name: 'a key that had to be there is gone',
    module: 'pins',
    change: (document) => {
      document.drop(schema('add-pinned-message-request', 'notify'));
      document.set([...schema('add-pinned-message-request'), 'required'], ['message_id', 'expiry_time']);
    },
    expect: [drift('types', 'removed', ['addPinnedMessage', 'body.notify'])],
  },
  {
    name: 'a key of a shared body is gone',
    module: 'threads',
    change: (document) => document.drop(schema('thread-creation-payload', 'thread_title')),
    expect: drifts('types', 'removed', ...starts.map((id) => [id, 'body.thread_title'] as const)),
  },
  {
    name: 'a key of a body has another name',
    module: 'folders',
    change: (document) => document.rename(schema('create-pin-category-request', 'symbol'), 'icon'),
    expect: [drift('types', 'renamed', ['createPinCategory', 'body.symbol', 'renamed'])],
  },
  {
    name: 'a required key of a body has another name',
    module: 'folders',
    change: (document) => {
      document.rename(schema('create-pin-category-request', 'title'), 'name');
      document.set([...schema('create-pin-category-request'), 'required'], ['name']);
    },
    expect: [drift('types', 'renamed', ['createPinCategory', 'body.title', 'renamed'])],
  },
  {
    name: 'a key has another name and another type, so it may be another key',
    module: 'folders',
    change: (document) => {
      document.rename(schema('create-pin-category-request', 'symbol'), 'icon');
      document.set(schema('create-pin-category-request', 'icon'), { type: 'integer' });
    },
    expect: [
      drift('types', 'removed', ['createPinCategory', 'body.symbol']),
      drift('more', 'added', ['createPinCategory', 'body.icon']),
    ],
  },
  {
    name: 'an optional key has to be there',
    module: 'pins',
    change: (document) =>
      document.push([...schema('reorder-pinned-message-request'), 'required'], 'pin_above'),
    expect: [drift('types', 'tightened', ['reorderPinnedMessages', 'body.pin_above', 'required'])],
  },
  {
    name: 'a required key can be left out',
    module: 'pins',
    change: (document) =>
      document.set([...schema('add-pinned-message-request'), 'required'], ['message_id', 'expiry_time']),
    expect: [drift('more', 'loosened', ['addPinnedMessage', 'body.notify', 'required'])],
  },
  {
    name: 'no key has to be there any more',
    module: 'threads',
    change: (document) => document.drop([...schema('update-state-of-thread-request'), 'required']),
    expect: [drift('more', 'loosened', ['updateThreadState', 'body.action', 'required'])],
  },
  {
    name: 'a key has another type',
    module: 'pins',
    change: (document) => document.set([...schema('add-pinned-message-request', 'notify'), 'type'], 'string'),
    expect: [drift('types', 'changed', ['addPinnedMessage', 'body.notify', 'type'])],
  },
  {
    name: 'the entries of a list have another type',
    module: 'threads',
    change: (document) =>
      document.set([...schema('add-followers-payload', 'user_ids', '[]'), 'type'], 'integer'),
    expect: [drift('types', 'changed', ['addThreadFollowers', 'body.user_ids[]', 'type'])],
  },
  {
    name: 'a key turns into an object',
    module: 'folders',
    change: (document) =>
      document.set(schema('create-pin-category-request', 'symbol'), {
        type: 'object',
        properties: { code: { type: 'string' } },
      }),
    expect: [
      drift('types', 'changed', ['createPinCategory', 'body.symbol', 'type']),
      drift('same', 'loosened', ['createPinCategory', 'body.symbol', 'maxLength']),
      drift('more', 'added', ['createPinCategory', 'body.symbol.code']),
    ],
  },
  {
    name: 'a body that had to be there can be left out',
    module: 'threads',
    change: (document) =>
      document.set([...document.operation('Update the state of a thread'), 'requestBody', 'required'], false),
    expect: [drift('more', 'loosened', ['updateThreadState', 'body', 'required'])],
  },
  {
    name: 'a body has to be there',
    module: 'folders',
    change: (document) => document.set([...document.operation('pinChat'), 'requestBody', 'required'], true),
    expect: [drift('types', 'tightened', ['pinChat', 'body', 'required'])],
  },
  {
    name: 'an operation gets a body',
    module: 'threads',
    change: (document) =>
      document.set([...document.operation('Mute a thread'), 'requestBody'], {
        required: false,
        content: {
          'application/json': { schema: { type: 'object', properties: { minutes: { type: 'integer' } } } },
        },
      }),
    expect: [drift('more', 'added', ['muteThread', 'body'])],
  },
  {
    name: 'a body is gone',
    module: 'folders',
    change: (document) => document.drop([...document.operation('pinChat'), 'requestBody']),
    expect: [drift('types', 'removed', ['pinChat', 'body'])],
  },
  {
    name: 'a body comes as a form',
    module: 'folders',
    change: (document) =>
      document.rename(
        [...document.operation('pinChat'), 'requestBody', 'content', 'application/json'],
        'application/x-www-form-urlencoded',
      ),
    expect: [drift('types', 'changed', ['pinChat', 'body', 'content'])],
  },
  {
    name: 'a key is deprecated',
    module: 'pins',
    change: (document) =>
      document.set([...schema('add-pinned-message-request', 'notify'), 'deprecated'], true),
    expect: [drift('more', 'added', ['addPinnedMessage', 'body.notify', 'deprecated'])],
  },
  {
    name: 'a key may be null',
    module: 'folders',
    change: (document) =>
      document.set([...schema('update-pin-category-details-request', 'symbol'), 'nullable'], true),
    expect: [drift('more', 'loosened', ['updatePinCategory', 'body.symbol', 'nullable'])],
  },
];
