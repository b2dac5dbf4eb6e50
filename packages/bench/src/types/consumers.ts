import type { OperationId } from '@cliqkit/types';
import { operations } from '@cliqkit/types';
import type { CallText } from './calls.ts';
import { calls } from './calls.ts';

/** How the calls of one library are written. */
interface Dialect {
  /** Imports, and how the client is made. */
  readonly head: string;
  /** A call of an operation, and what is read of what it gives. */
  call(id: OperationId, text: CallText): string;
  /** Whether a string is read. */
  reads(text: CallText): boolean;
}

const readsResult = ({ reads }: CallText): boolean => reads !== undefined;
const readsReply = (text: CallText): boolean => text.readsReply !== undefined;

const listIds: readonly OperationId[] = [
  'getPinnedMessages',
  'getPinCategories',
  'getThreadFollowers',
  'getThreadNonFollowers',
  'getThreadMembers',
];

const createOurs = `const cliq = createCliq({ dataCenter: 'eu', credentials: { accessToken: text } });\n`;

/** hey-api's: one function for each operation. */
const sdk: Dialect = {
  head: `import * as cliq from './sdk/index.js';\n`,
  call(id, text) {
    return reading(`cliq.${id}({ ${Object.values(inputOf(id, text)).join(', ')} })`, text);
  },
  reads: readsReply,
};

const dialects = {
  'hand-written': {
    head: `import { createCliq } from './hand-written/cliq.js';\n${createOurs}`,
    call: (_id, { method, reads = '' }) => `(await cliq.${method})${reads}`,
    reads: readsResult,
  },
  cliqkit: {
    head: `import { createCliq } from 'cliqkit';\n${createOurs}`,
    call: (id, { method, reads = '' }) =>
      `(await cliq.${method}${listIds.includes(id) ? '.toArray()' : ''})${reads}`,
    reads: readsResult,
  },
  'openapi-fetch': {
    head: `import type { paths as Folders } from '@cliqkit/types/folders';
import type { paths as Pins } from '@cliqkit/types/pins';
import type { paths as Threads } from '@cliqkit/types/threads';
import createClient from 'openapi-fetch';
interface Paths extends Folders, Pins, Threads {}
const cliq = createClient<Paths>({ baseUrl: 'https://cliq.zoho.eu/api/v3' });
`,
    call(id, text) {
      const { path, query, body } = inputOf(id, text);
      const params = [path, query].filter((part) => part !== undefined).join(', ');
      const init = [params === '' ? [] : `params: { ${params} }`, body ?? []].flat().join(', ');
      const { method, template } = operations[id];
      return reading(`cliq.${method}('${template}', { ${init} })`, text);
    },
    reads: readsReply,
  },
  'hey-api SDK': sdk,
  'hey-api SDK, compiled': sdk,
} as const satisfies Record<string, Dialect>;

export type Library = keyof typeof dialects;
export const libraries: readonly Library[] = Object.keys(dialects).filter(
  (name): name is Library => name in dialects,
);

const ids = Object.keys(operations).filter((id): id is OperationId => id in operations);

/** How many operations a consumer calls. */
export const callCount: number = ids.length;

const variables = `${['chat', 'message', 'folder', 'channel', 'thread', 'user', 'text']
  .map((name) => `declare const ${name}: string;\n`)
  .join('')}declare const now: number;\n`;

/** A module that calls each operation once and reads what comes back. */
export function consumerOf(library: Library): string {
  const { head, call, reads } = dialects[library];
  const statements = ids.map((id) => {
    const text = calls[id];
    return reads(text)
      ? `export const ${id}: string | undefined = ${call(id, text)};\n`
      : `${call(id, text)};\n`;
  });
  return `${head}${variables}${statements.join('')}`;
}

/** A call as those take it that know paths: the ids by name, query, body. */
function inputOf(id: OperationId, text: CallText): { path?: string; query?: string; body?: string } {
  const names = [...operations[id].template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const path = names.map((name, index) => `${name}: ${text.ids?.[index]}`).join(', ');
  return {
    ...(path !== '' && { path: `path: { ${path} }` }),
    ...(text.query !== undefined && { query: `query: ${text.query}` }),
    ...(text.body !== undefined && { body: `body: ${text.body}` }),
  };
}

/** A call that gives the reply as `data`, or an error. */
function reading(call: string, { readsReply: read = '' }: CallText): string {
  const access = read === '' || read.startsWith('?') ? read : `?${read}`;
  return `(await ${call}).data${access}`;
}
