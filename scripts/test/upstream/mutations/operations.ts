import type { Pointer } from '../../../src/upstream/read/upstream-document.ts';
import type { EditableDocument } from './editable-document.ts';
import { schema } from './editable-document.ts';
import type { Mutation } from './mutation.ts';
import { drift } from './mutation.ts';

/** Puts a copy of an operation at another place, under another id. */
function copy(document: EditableDocument, from: string, to: Pointer, id: string): void {
  const operation = structuredClone(document.mapping(document.operation(from)));
  const path = to.slice(0, -1);
  if (!document.has(path)) document.set(path, {});
  document.set(to, { ...operation, operationId: id });
}

export const operationMutations: Mutation[] = [
  {
    name: 'an operation is new, on a new path',
    module: 'pins',
    change: (document) =>
      copy(
        document,
        'getPrimaryPinnedMessage',
        ['paths', '/chats/{CHAT_ID}/pin-messages/last', 'get'],
        'getLastPinnedMessage',
      ),
    expect: [drift('more', 'added', ['getLastPinnedMessage', 'operation'])],
  },
  {
    name: 'an operation is new, on a path that is there',
    module: 'folders',
    change: (document) =>
      copy(document, 'getPinCategories', ['paths', '/chats/{CHAT_ID}/pins', 'get'], 'getPins'),
    expect: [drift('more', 'added', ['getPins', 'operation'])],
  },
  {
    name: 'an operation is new, with an id that is a sentence',
    module: 'threads',
    change: (document) =>
      copy(
        document,
        'Leave a thread',
        ['paths', '/chats/{THREAD_CHAT_ID}/archive', 'post'],
        'Archive a thread',
      ),
    expect: [drift('more', 'added', ['Archive a thread', 'operation'])],
  },
  {
    name: 'an operation is gone',
    module: 'threads',
    change: (document) => document.drop(document.operation('Mute a thread')),
    expect: [drift('types', 'removed', ['muteThread', 'operation'])],
  },
  {
    name: 'an operation with a path of its own is gone',
    module: 'pins',
    change: (document) => document.drop(['paths', '/chats/{CHAT_ID}/pin-messages?primary=true']),
    expect: [drift('types', 'removed', ['getPrimaryPinnedMessage', 'operation'])],
  },
  {
    name: 'one of the four aliases of a URL is gone',
    module: 'folders',
    change: (document) => document.drop(['paths', '/pin-categories/{CATEGORY_ID2}']),
    expect: [drift('types', 'removed', ['reorderCategory', 'operation'])],
  },
  {
    name: 'a URL gets one more alias, with a body of its own',
    module: 'folders',
    change: (document) => {
      const path = '/pin-categories/{CATEGORY_ID4}';
      copy(document, 'reorderCategory', ['paths', path, 'put'], 'copyCategory');
      document.set(['paths', path, 'put', 'parameters', 0, 'name'], 'CATEGORY_ID4');
      document.set(['paths', path, 'put', 'requestBody', 'content', 'application/json', 'schema'], {
        type: 'object',
        required: ['copy_of'],
        properties: { copy_of: { type: 'string' } },
      });
    },
    expect: [drift('more', 'added', ['copyCategory', 'operation'])],
  },
  {
    name: 'a variant by a fixed query is new',
    module: 'folders',
    change: (document) =>
      copy(
        document,
        'getPinCategories',
        ['paths', '/pin-categories?state=collapsed', 'get'],
        'getCollapsedPinCategories',
      ),
    expect: [drift('more', 'added', ['getCollapsedPinCategories', 'operation'])],
  },
  {
    name: 'an operation moves to another URL',
    module: 'threads',
    change: (document) =>
      document.rename(
        ['paths', '/threads/{THREAD_CHAT_ID}/nonfollowers'],
        '/threads/{THREAD_CHAT_ID}/non-followers',
      ),
    expect: [drift('types', 'moved', ['getThreadNonFollowers', 'operation', 'key'])],
  },
  {
    name: 'an operation moves to another method',
    module: 'threads',
    change: (document) => document.rename(['paths', '/threads/{THREAD_CHAT_ID}/follow', 'post'], 'put'),
    expect: [drift('types', 'moved', ['followThread', 'operation', 'key'])],
  },
  {
    name: 'a placeholder has another name',
    module: 'threads',
    change: (document) => {
      document.set([...document.parameter('Leave a thread', 'THREAD_CHAT_ID'), 'name'], 'CHAT_ID');
      document.rename(['paths', '/chats/{THREAD_CHAT_ID}/leave'], '/chats/{CHAT_ID}/leave');
    },
    expect: [drift('types', 'moved', ['leaveThread', 'operation', 'key'])],
  },
  {
    name: 'an operation has another id and another limit',
    module: 'folders',
    change: (document) => {
      document.describe('unpinChat', '50 requests', '40 requests');
      document.set([...document.operation('unpinChat'), 'operationId'], 'removePinnedChat');
    },
    expect: [
      drift('same', 'renamed', ['unpinChat', 'operation', 'upstreamId']),
      drift('refused', 'tightened', ['unpinChat', 'operation', 'limit']),
    ],
  },
  {
    name: 'the query that picks a variant has another value',
    module: 'pins',
    change: (document) =>
      document.rename(
        ['paths', '/chats/{CHAT_ID}/pin-messages?primary=true'],
        '/chats/{CHAT_ID}/pin-messages?primary=only',
      ),
    expect: [drift('types', 'moved', ['getPrimaryPinnedMessage', 'operation', 'key'])],
  },
  {
    name: 'an operation has another id',
    module: 'folders',
    change: (document) =>
      document.set([...document.operation('unpinChat'), 'operationId'], 'removePinnedChat'),
    expect: [drift('same', 'renamed', ['unpinChat', 'operation', 'upstreamId'])],
  },
  {
    name: 'an id that was a sentence is a name',
    module: 'threads',
    change: (document) =>
      document.set([...document.operation('Get thread followers'), 'operationId'], 'getThreadFollowers'),
    expect: [drift('same', 'renamed', ['getThreadFollowers', 'operation', 'upstreamId'])],
  },
  {
    name: 'an operation is deprecated',
    module: 'pins',
    change: (document) => document.set([...document.operation('reorderPinnedMessages'), 'deprecated'], true),
    expect: [drift('more', 'added', ['reorderPinnedMessages', 'operation', 'deprecated'])],
  },
  {
    name: 'an operation has another tag',
    module: 'folders',
    change: (document) => document.set([...document.operation('pinChat'), 'tags'], ['chats']),
    expect: [drift('same', 'changed', ['pinChat', 'operation', 'tags'])],
  },
  {
    name: 'an alias is no longer marked as one',
    module: 'folders',
    change: (document) => document.drop([...document.operation('reorderCategory'), 'x-virtual-endpoint']),
    expect: [drift('same', 'ended', ['reorderCategory', 'operation', 'virtual'])],
  },
  {
    name: 'an alias turns into a URL of its own',
    module: 'folders',
    change: (document) => {
      const at = document.operation('reorderCategory');
      document.drop([...at, 'x-virtual-endpoint']);
      document.drop([...at, 'x-display-path']);
      document.rename(['paths', '/pin-categories/{CATEGORY_ID2}'], '/pin-categories/{CATEGORY_ID2}/place');
    },
    expect: [
      drift('types', 'moved', ['reorderCategory', 'operation', 'key']),
      drift('same', 'ended', ['reorderCategory', 'operation', 'virtual']),
    ],
  },
  {
    name: 'a request is made of another schema with the same keys',
    module: 'threads',
    change: (document) => {
      document.rename(schema('remove-followers-payload'), 'followers-payload');
      const body = [
        ...document.operation('Remove followers from a thread'),
        'requestBody',
        'content',
        'application/json',
        'schema',
      ];
      document.set(body, { $ref: '#/components/schemas/followers-payload' });
    },
    expect: [drift('same', 'changed', ['removeThreadFollowers', 'body', 'schema'])],
  },
];
