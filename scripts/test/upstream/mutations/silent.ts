import type { Json } from '../../../src/upstream/read/upstream-document.ts';
import type { EditableDocument, Mapping } from './editable-document.ts';
import { schema } from './editable-document.ts';
import type { Module } from './mutation.ts';

/** A change that says nothing new: of the text of a file, or of its data. */
export interface SilentMutation {
  name: string;
  module: Module;
  rewrite?: (text: string) => string;
  change?: (document: EditableDocument) => void;
}

function isMapping(value: Json | undefined): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Makes a change to every mapping of a document, from the inside out. */
function everywhere(value: Json, change: (mapping: Mapping) => void): void {
  if (Array.isArray(value)) for (const entry of value) everywhere(entry, change);
  if (!isMapping(value)) return;
  for (const entry of Object.values(value)) everywhere(entry, change);
  change(value);
}

function reverseKeys(mapping: Mapping): void {
  for (const [key, value] of Object.entries(mapping).reverse()) {
    delete mapping[key];
    mapping[key] = value;
  }
}

export const silentMutations: SilentMutation[] = [
  {
    name: 'every key stands where another stood',
    module: 'pins',
    change: (document) => everywhere(document.value, reverseKeys),
  },
  {
    name: 'parameters, required keys and values stand in another order',
    module: 'folders',
    change: (document) =>
      everywhere(document.value, (mapping) => {
        for (const key of ['parameters', 'required', 'enum']) {
          const value = mapping[key];
          if (Array.isArray(value)) mapping[key] = value.toReversed();
        }
      }),
  },
  {
    name: 'the rows of the tables stand in another order',
    module: 'folders',
    change: (document) =>
      document.describe(
        'createPinCategory',
        /(<tr>\n<td>[\s\S]*<\/tr>)/,
        document
          .text([...document.operation('createPinCategory'), 'description'])
          .match(/<tr>\n<td>[\s\S]*?<\/tr>/g)
          ?.toReversed()
          .join('\n') ?? '',
      ),
  },
  {
    name: 'other words in summaries and descriptions',
    module: 'threads',
    change: (document) =>
      everywhere(document.value, (mapping) => {
        if (typeof mapping['summary'] === 'string') mapping['summary'] = `${mapping['summary']}, in short`;
        if (typeof mapping['description'] === 'string')
          mapping['description'] = `New words: ${mapping['description']}`;
      }),
  },
  {
    name: 'other names, ids and texts in examples',
    module: 'pins',
    change: (document) =>
      everywhere(document.value, (mapping) => {
        if ('example' in mapping && !isMapping(mapping['example'])) mapping['example'] = 'another';
        if (isMapping(mapping['example']))
          mapping['example'] = { type: 'another', data: { id: '42', extra: true } };
      }),
  },
  {
    name: 'no examples at all',
    module: 'threads',
    change: (document) =>
      everywhere(document.value, (mapping) => {
        for (const key of ['example', 'examples']) delete mapping[key];
      }),
  },
  {
    name: 'limits and locks in Markdown in place of HTML',
    module: 'pins',
    rewrite: (text) =>
      text
        .replace(/<p><b>Threshold limit:<\/b> (.*)<br>/g, '**Threshold limit:** $1')
        .replace(/<p><b>Lock period:<\/b> (.*)<br>/g, '* Lock period : $1')
        .replace(/<i>How (.*)<\/i><\/p>/g, '_How $1_\n'),
  },
  {
    name: 'limits and locks in a table',
    module: 'folders',
    rewrite: (text) =>
      text
        .replace(
          /<p><strong>Threshold limit<\/strong>: (.*)<br>.*/g,
          '<table><tr><td>Threshold limit</td><td>$1</td></tr>',
        )
        .replace(
          /<p><strong>Lock period<\/strong>: (.*)<br\/>.*/g,
          '<tr><td>Lock period</td><td>$1</td></tr></table>',
        ),
  },
  {
    name: 'tables of HTML as tables of Markdown, without details around them',
    module: 'pins',
    rewrite: (text) =>
      text
        .replace(/^ *<(details|\/details|summary|table|\/table|thead|\/thead|tbody|\/tbody).*\n/gm, '')
        .replace(
          /^( *) {2}<tr><th>Error Code<\/th><th>Description<\/th><\/tr>\n/gm,
          '\n        | Error Code | Description |\n        |:---|---:|\n',
        )
        .replace(/^ *<tr><td><code>(.*)<\/code><\/td><td>(.*)<\/td><\/tr>/gm, '        | `$1` | $2 |'),
  },
  {
    name: 'lists of values in Markdown in place of HTML',
    module: 'folders',
    rewrite: (text) =>
      text
        .replace(/^( *)<li><code>(\w+)<\/code>( \(default\))?: (.*)<\/li>/gm, '$1- `$2`$3: $4')
        .replace(/^ *<\/?ul>\n/gm, '\n'),
  },
  {
    name: 'tags in capitals, with attributes, and not closed',
    module: 'folders',
    rewrite: (text) =>
      text
        .replace(
          /<(table|tr|td|th|li|ul|details|summary)\b/g,
          (_, tag: string) => `<${tag.toUpperCase()} class="a b"`,
        )
        .replace(/<\/(td|tr|li|th)>/g, ''),
  },
  {
    name: 'everything in quotes and in one line',
    module: 'pins',
    rewrite: (text) => text.replace(/^( *)- (\w+)$/gm, "$1- '$2'"),
  },
  {
    name: 'a schema has another name',
    module: 'folders',
    rewrite: (text) => text.replaceAll('pinned-chat', 'chat-in-folder'),
  },
  {
    name: 'a schema that was named stands where it is used',
    module: 'folders',
    change: (document) => {
      const pinned = document.at(schema('pinned-chat'));
      document.set(schema('pin-category', 'chats', '[]'), pinned);
      document.drop(schema('pinned-chat'));
    },
  },
  {
    name: 'a parameter that was written out is a reference',
    module: 'threads',
    change: (document) => {
      const at = document.parameter('Leave a thread', 'THREAD_CHAT_ID');
      document.set(['components', 'parameters'], { thread: document.at(at) });
      document.set(at, { $ref: '#/components/parameters/thread' });
    },
  },
  {
    name: 'a parameter of the path stands on the path',
    module: 'threads',
    change: (document) => {
      const operation = document.operation('Leave a thread');
      document.set([...operation.slice(0, -1), 'parameters'], document.at([...operation, 'parameters']));
      document.drop([...operation, 'parameters']);
    },
  },
  {
    name: 'tables of codes have one more column',
    module: 'pins',
    rewrite: (text) =>
      text
        .replaceAll('<th>Error Code</th>', '<th>Error Code</th><th>HTTP status</th>')
        .replaceAll('</code></td><td>', '</code></td><td>400</td><td>'),
  },
  {
    name: 'the keys of a reply stand in two parts',
    module: 'threads',
    change: (document) => {
      const thread = document.mapping(schema('v3-thread'));
      document.set(schema('v3-thread'), {
        allOf: [
          { type: 'object', properties: { title: { type: 'string' } } },
          { $ref: '#/components/schemas/thread-rest' },
        ],
      });
      document.set(schema('thread-rest'), thread);
      document.drop(schema('thread-rest', 'title'));
    },
  },
  {
    name: 'an operation has examples of refusals',
    module: 'folders',
    change: (document) =>
      document.set(
        [...document.operation('unpinChat'), 'responses', '429', 'content', 'application/json', 'examples'],
        {
          slow: { summary: 'Too fast', value: { code: 'slow_down', message: 'Wait.' } },
        },
      ),
  },
];
