import type { Mutation } from './mutation.ts';
import { drift } from './mutation.ts';

export const parameterMutations: Mutation[] = [
  {
    name: 'an optional parameter is new',
    module: 'pins',
    change: (document) =>
      document.push([...document.operation('getPinnedMessages'), 'parameters'], {
        name: 'order',
        in: 'query',
        required: false,
        description: 'Which way round.',
        schema: { type: 'string' },
      }),
    expect: [drift('more', 'added', ['getPinnedMessages', 'query order'])],
  },
  {
    name: 'a required parameter is new',
    module: 'folders',
    change: (document) =>
      document.push([...document.operation('deletePinCategory'), 'parameters'], {
        name: 'reason',
        in: 'query',
        required: true,
        schema: { type: 'string' },
      }),
    expect: [drift('types', 'added', ['deletePinCategory', 'query reason'])],
  },
  {
    name: 'an operation without parameters gets one',
    module: 'folders',
    change: (document) =>
      document.set(
        [...document.operation('createPinCategory'), 'parameters'],
        [{ name: 'notify', in: 'query', schema: { type: 'boolean' } }],
      ),
    expect: [drift('more', 'added', ['createPinCategory', 'query notify'])],
  },
  {
    name: 'a header is new',
    module: 'threads',
    change: (document) =>
      document.push([...document.operation('createThreadMessageByChannelId'), 'parameters'], {
        name: 'X-Request-Id',
        in: 'header',
        required: false,
        schema: { type: 'string' },
      }),
    expect: [drift('more', 'added', ['createThreadMessageByChannelId', 'header X-Request-Id'])],
  },
  {
    name: 'an optional parameter is gone',
    module: 'folders',
    change: (document) => document.drop(document.parameter('deletePinCategory', 'unpin_all')),
    expect: [drift('types', 'removed', ['deletePinCategory', 'query unpin_all'])],
  },
  {
    name: 'one of two parameters of an operation is gone',
    module: 'threads',
    change: (document) => document.drop(document.parameter('Update the state of a thread', 'appkey')),
    expect: [drift('types', 'removed', ['updateThreadState', 'query appkey'])],
  },
  {
    name: 'a required parameter is gone',
    module: 'folders',
    change: (document) => document.drop(document.parameter('removeChatsAcrossCategories', 'chat_ids')),
    expect: [drift('types', 'removed', ['removeChatsAcrossCategories', 'query chat_ids'])],
  },
  {
    name: 'a parameter has another name',
    module: 'pins',
    change: (document) =>
      document.set([...document.parameter('getPinnedMessages', 'next_token'), 'name'], 'page_token'),
    expect: [drift('types', 'renamed', ['getPinnedMessages', 'query next_token', 'renamed'])],
  },
  {
    name: 'an optional parameter has to be there',
    module: 'folders',
    change: (document) =>
      document.set([...document.parameter('getPinCategories', 'include_fields'), 'required'], true),
    expect: [drift('types', 'tightened', ['getPinCategories', 'query include_fields', 'required'])],
  },
  {
    name: 'a required parameter can be left out',
    module: 'folders',
    change: (document) =>
      document.set([...document.parameter('removeChatsAcrossCategories', 'chat_ids'), 'required'], false),
    expect: [drift('more', 'loosened', ['removeChatsAcrossCategories', 'query chat_ids', 'required'])],
  },
  {
    name: 'a parameter has another type',
    module: 'pins',
    change: (document) =>
      document.set([...document.parameter('getPinnedMessages', 'limit'), 'schema', 'type'], 'string'),
    expect: [drift('types', 'changed', ['getPinnedMessages', 'query limit', 'type'])],
  },
  {
    name: 'a parameter takes a second type',
    module: 'pins',
    change: (document) =>
      document.set([...document.parameter('getPinnedMessages', 'limit'), 'schema'], {
        oneOf: [{ type: 'integer' }, { type: 'string' }],
      }),
    expect: [drift('more', 'loosened', ['getPinnedMessages', 'query limit', 'type'])],
  },
  {
    name: 'a parameter gets a list of values',
    module: 'threads',
    change: (document) =>
      document.set(
        [...document.parameter('Update the state of a thread', 'appkey'), 'schema', 'enum'],
        ['sales', 'service'],
      ),
    expect: [drift('types', 'tightened', ['updateThreadState', 'query appkey', 'enum'])],
  },
  {
    name: 'a default is another',
    module: 'folders',
    change: (document) =>
      document.set([...document.parameter('deletePinCategory', 'unpin_all'), 'schema', 'default'], true),
    expect: [drift('refused', 'changed', ['deletePinCategory', 'query unpin_all', 'default'])],
  },
  {
    name: 'a default is gone',
    module: 'folders',
    change: (document) =>
      document.drop([...document.parameter('deletePinCategory', 'unpin_all'), 'schema', 'default']),
    expect: [drift('refused', 'removed', ['deletePinCategory', 'query unpin_all', 'default'])],
  },
  {
    name: 'a parameter gets a maximum',
    module: 'pins',
    change: (document) =>
      document.set([...document.parameter('getPinnedMessages', 'limit'), 'schema', 'maximum'], 50),
    expect: [drift('refused', 'tightened', ['getPinnedMessages', 'query limit', 'maximum'])],
  },
  {
    name: 'a parameter that is a number gets a maximum, in prose',
    module: 'pins',
    change: (document) =>
      document.replace(
        [...document.parameter('getPinnedMessages', 'limit'), 'description'],
        'at once',
        'at once, up to 50 pins',
      ),
    expect: [drift('refused', 'tightened', ['getPinnedMessages', 'query limit', 'maximum'])],
  },
  {
    name: 'the maximum of a parameter falls',
    module: 'pins',
    change: (document) =>
      document.set([...document.parameter('getPinnedMessages', 'sync_token'), 'schema', 'maxLength'], 80),
    expect: [drift('refused', 'tightened', ['getPinnedMessages', 'query sync_token', 'maxLength'])],
  },
  {
    name: 'the maximum of a list in a parameter falls, in prose',
    module: 'folders',
    change: (document) =>
      document.replace(
        [...document.parameter('removeChatsAcrossCategories', 'chat_ids'), 'description'],
        'up to 25 chats',
        'up to 10 chats',
      ),
    expect: [drift('refused', 'tightened', ['removeChatsAcrossCategories', 'query chat_ids', 'maxItems'])],
  },
  {
    name: 'prose lists one more value of a parameter',
    module: 'folders',
    change: (document) =>
      document.replace(
        [...document.parameter('getPinCategories', 'include_fields'), 'description'],
        '</ul>',
        '<li><code>drafts</code>: what you have not sent.</li>\n</ul>',
      ),
    expect: [drift('more', 'added', ['getPinCategories', 'query include_fields', 'values'])],
  },
  {
    name: 'prose lists one value of a parameter less',
    module: 'threads',
    change: (document) =>
      document.replace(
        [...document.parameter('Retrieve members of a thread', 'fields'), 'description'],
        '<li><code>email_id</code></li>',
        '',
      ),
    expect: [drift('types', 'removed', ['getThreadMembers', 'query fields', 'values'])],
  },
  {
    name: 'a parameter is deprecated',
    module: 'threads',
    change: (document) =>
      document.set([...document.parameter('Retrieve members of a thread', 'fields'), 'deprecated'], true),
    expect: [drift('more', 'added', ['getThreadMembers', 'query fields', 'deprecated'])],
  },
];
