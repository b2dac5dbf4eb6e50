import type { Mutation } from './mutation.ts';
import { drift } from './mutation.ts';

export const limitMutations: Mutation[] = [
  {
    name: 'a limit falls',
    module: 'pins',
    change: (document) =>
      document.describe('getPinnedMessages', '20 requests per min', '10 requests per min'),
    expect: [drift('refused', 'tightened', ['getPinnedMessages', 'operation', 'limit'])],
  },
  {
    name: 'a limit rises',
    module: 'folders',
    change: (document) => document.describe('pinChat', '50 requests per min', '100 requests per min'),
    expect: [drift('same', 'loosened', ['pinChat', 'operation', 'limit'])],
  },
  {
    name: 'a limit counts over a longer time',
    module: 'folders',
    change: (document) =>
      document.describe(
        'createPinCategory',
        '20 requests per min per user',
        '20 requests per 5 minutes per user',
      ),
    expect: [drift('refused', 'tightened', ['createPinCategory', 'operation', 'limit'])],
  },
  {
    name: 'a limit allows the same over a longer time',
    module: 'threads',
    change: (document) =>
      document.describe('Leave a thread', '20 requests per min per user', '100 requests per 5 min per user'),
    expect: [drift('same', 'loosened', ['leaveThread', 'operation', 'limit'])],
  },
  {
    name: 'a limit allows the same over a shorter time',
    module: 'threads',
    change: (document) =>
      document.describe(
        'Leave a thread',
        '20 requests per min per user',
        '4 requests per 12 seconds per user',
      ),
    expect: [drift('refused', 'tightened', ['leaveThread', 'operation', 'limit'])],
  },
  {
    name: 'a limit counts by the hour, with a comma in its number',
    module: 'pins',
    change: (document) =>
      document.describe(
        'getPinnedMessages',
        '20 requests per min per user',
        '1,000 requests per hour per user',
      ),
    expect: [drift('refused', 'tightened', ['getPinnedMessages', 'operation', 'limit'])],
  },
  {
    name: 'a lock is given in seconds',
    module: 'threads',
    change: (document) => document.describe('Mute a thread', '10 minutes', '90 seconds'),
    expect: [drift('same', 'loosened', ['muteThread', 'operation', 'lock'])],
  },
  {
    name: 'the limit of one alias alone falls',
    module: 'folders',
    change: (document) => document.describe('reorderCategory', '50 requests per min', '20 requests per min'),
    expect: [drift('refused', 'tightened', ['reorderCategory', 'operation', 'limit'])],
  },
  {
    name: 'a limit is stated where there was none, and it is the one that was assumed',
    module: 'threads',
    change: (document) =>
      document.describe(
        'Get thread followers',
        /\n*$/,
        '\n\n**Threshold limit:** 20 requests per min per user<br />\n\n**Lock period:** 10 minutes\n',
      ),
    expect: [
      drift('same', 'ended', ['getThreadFollowers', 'operation', 'limit']),
      drift('same', 'ended', ['getThreadFollowers', 'operation', 'lock']),
    ],
  },
  {
    name: 'a limit is stated where there was none, and it is less than was assumed',
    module: 'threads',
    change: (document) =>
      document.describe(
        'Get thread followers',
        /\n*$/,
        '\n\n**Threshold limit:** 5 requests per min per user<br />\n',
      ),
    expect: [drift('refused', 'tightened', ['getThreadFollowers', 'operation', 'limit'])],
  },
  {
    name: 'a limit is no longer stated',
    module: 'threads',
    change: (document) => document.describe('Mute a thread', /<br>\*\*Threshold limit.*\n/, ''),
    expect: [drift('same', 'loosened', ['muteThread', 'operation', 'limit'])],
  },
  {
    name: 'a lock is longer',
    module: 'pins',
    change: (document) => document.describe('addPinnedMessage', '5 minutes', '30 minutes'),
    expect: [drift('refused', 'tightened', ['addPinnedMessage', 'operation', 'lock'])],
  },
  {
    name: 'a lock is longer, and in hours',
    module: 'folders',
    change: (document) => document.describe('deletePinCategory', '5 minutes', '1 hour'),
    expect: [drift('refused', 'tightened', ['deletePinCategory', 'operation', 'lock'])],
  },
  {
    name: 'a lock is shorter',
    module: 'threads',
    change: (document) => document.describe('Join-follow a thread', '10 minutes', '5 minutes'),
    expect: [drift('same', 'loosened', ['followThread', 'operation', 'lock'])],
  },
  {
    name: 'a lock is no longer stated',
    module: 'pins',
    change: (document) =>
      document.describe('deletePinnedMessages', /<p><b>Lock period:<\/b>.*<br>\n.*\n/, ''),
    expect: [drift('same', 'loosened', ['deletePinnedMessages', 'operation', 'lock'])],
  },
  {
    name: 'a scope is another',
    module: 'folders',
    change: (document) =>
      document.set(
        [...document.operation('unpinChat'), 'security', 0, 'Cliq_Auth', 0],
        'ZohoCliq.Chats.DELETE',
      ),
    expect: [drift('refused', 'changed', ['unpinChat', 'operation', 'scopes'])],
  },
  {
    name: 'a second scope is needed',
    module: 'threads',
    change: (document) =>
      document.push(
        [...document.operation('Get main message of a thread'), 'security', 0, 'Cliq_Auth'],
        'ZohoCliq.Chats.READ',
      ),
    expect: [drift('refused', 'changed', ['getThreadMainMessage', 'operation', 'scopes'])],
  },
  {
    name: 'no scope is needed',
    module: 'pins',
    change: (document) =>
      document.set([...document.operation('getPinnedMessages'), 'security', 0, 'Cliq_Auth'], []),
    expect: [drift('refused', 'changed', ['getPinnedMessages', 'operation', 'scopes'])],
  },
  {
    name: 'an error code is new in a table of HTML',
    module: 'pins',
    change: (document) =>
      document.describe(
        'addPinnedMessage',
        '</tbody>',
        '<tr><td><code>message_deleted</code></td><td>It is gone.</td></tr>\n  </tbody>',
      ),
    expect: [drift('more', 'added', ['addPinnedMessage', 'operation', 'errors'])],
  },
  {
    name: 'an error code is new in a table of Markdown',
    module: 'folders',
    change: (document) =>
      document.describe(
        'removeChatsAcrossCategories',
        /(\n)$/,
        '\n| chat_access_denied | Not your chat. |\n',
      ),
    expect: [drift('more', 'added', ['removeChatsAcrossCategories', 'operation', 'errors'])],
  },
  {
    name: 'an error code is new in a list',
    module: 'folders',
    change: (document) =>
      document.describe(
        'unpinChat',
        '</ul>',
        '<li><code>chat_not_pinned</code>: it is not pinned.</li>\n</ul>',
      ),
    expect: [drift('more', 'added', ['unpinChat', 'operation', 'errors'])],
  },
  {
    name: 'an error code is gone from a table',
    module: 'folders',
    change: (document) =>
      document.describe('createPinCategory', /<tr>\n<td>max_folders_error<\/td>\n.*\n<\/tr>\n/, ''),
    expect: [drift('types', 'removed', ['createPinCategory', 'operation', 'errors'])],
  },
  {
    name: 'an error code has another name',
    module: 'threads',
    change: (document) =>
      document.describe('getThreadDetailsV3', 'thread_chatid_invalid', 'thread_chat_id_invalid'),
    expect: [
      drift('more', 'added', ['getThreadDetailsV3', 'operation', 'errors']),
      drift('types', 'removed', ['getThreadDetailsV3', 'operation', 'errors']),
    ],
  },
  {
    name: 'an operation lists error codes that listed none',
    module: 'threads',
    change: (document) =>
      document.describe(
        'Add followers to a thread',
        /\n*$/,
        '\n\n<table>\n<tr><th>Error Code</th><th>Description</th></tr>\n<tr><td>user_not_found</td><td>Nobody.</td></tr>\n</table>\n',
      ),
    expect: [drift('more', 'added', ['addThreadFollowers', 'operation', 'errors'])],
  },
];
