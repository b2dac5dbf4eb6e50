import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors/input-error.ts';
import { selectOperation } from '../src/input/variants.ts';
import { thrownBy } from './failure-of.ts';

const folder = '/pin-categories/{CATEGORY_ID}';
const messages = '/chats/{CHAT_ID}/messages';
const pins = '/chats/{CHAT_ID}/pin-messages';

/** The operations of one URL, read from the OpenAPI document: id, alias template, and the keys of the body. */
interface Variant {
  readonly id: string;
  readonly template: string;
  readonly required: readonly string[];
  readonly keys: readonly string[];
  readonly minimum: number;
}

/** An oracle of its own: reads the published document, nothing that core reads. */
function variantsOf(module: string, path: string, method: string): Variant[] {
  const file = createRequire(import.meta.url).resolve(`@cliqkit/types/openapi/${module}.json`);
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const operation = at(document, 'paths', path, method);
  return list(at(operation, 'x-variants')).map((variant) => {
    const schema = at(document, 'components', 'schemas', String(at(variant, 'body')));
    return {
      id: String(at(variant, 'operationId')),
      template: String(at(variant, 'template')),
      required: list(at(schema, 'required')).map(String),
      keys: Object.keys(Object(at(schema, 'properties'))),
      minimum: Number(at(schema, 'minProperties') ?? 0),
    };
  });
}

function at(node: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((value, key) => Reflect.get(Object(value), key), node);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function belongsTo(variant: Variant, keys: string[]): boolean {
  return (
    keys.every((key) => variant.keys.includes(key)) &&
    variant.required.every((key) => keys.includes(key)) &&
    keys.length >= variant.minimum
  );
}

const select = (method: string, template: string, body?: unknown, query = {}): string | undefined =>
  selectOperation(operations, method, template, { query, body })?.id;

describe('a body on the URL of several operations', () => {
  it.each([
    [{ title: 'Work' }, 'updatePinCategory'],
    [{ symbol: '🎉' }, 'updatePinCategory'],
    [{ state: 'collapsed', title: 'Work' }, 'updatePinCategory'],
    [{ chat_id: '1', last_sync_time: 1 }, 'reorderChatInCategory'],
    [{ chat_id: '1', last_sync_time: 1, pin_above: '2' }, 'reorderChatInCategory'],
    [{ last_sync_time: 1 }, 'reorderCategory'],
    [{ last_sync_time: 1, pin_above: '2' }, 'reorderCategory'],
    [{ chat_ids: [], last_sync_time: 1 }, 'bulkUpdateChatsInCategory'],
    [{ chat_ids: ['1'], last_sync_time: 1, title: undefined }, 'bulkUpdateChatsInCategory'],
  ])('%j is %s', (body, id) => {
    expect(select('PUT', folder, body)).toBe(id);
  });

  it.each([
    [{ text: 'hi' }, 'sendMessageToThread'],
    [{ text: 'hi', thread_message_id: '1_2' }, 'createThreadMessageByChatId'],
    [{ text: 'hi', thread_message_id: '1_2', thread_title: 'A' }, 'createThreadMessageByChatId'],
    [{ text: 'hi', reply_to: '1_2', post_in_parent: true, sync_message: true }, 'sendMessageToThread'],
  ])('of messages, %j is %s', (body, id) => {
    expect(select('POST', messages, body)).toBe(id);
  });

  it.each([
    [
      { title: 'Work', chat_ids: ['1'], last_sync_time: 1 },
      ['title', 'updatePinCategory', 'chat_ids', 'bulkUpdateChatsInCategory'],
    ],
    [
      { title: 'Work', last_sync_time: 1 },
      ['updatePinCategory', 'reorderCategory', 'title', 'last_sync_time'],
    ],
    [
      { chat_id: '1', chat_ids: ['1'], last_sync_time: 1 },
      ['reorderChatInCategory', 'bulkUpdateChatsInCategory'],
    ],
    [{}, ['updatePinCategory', 'reorderChatInCategory', 'reorderCategory', 'bulkUpdateChatsInCategory']],
    [{ title: 'Work', colour: 'red' }, ['colour belongs to none']],
  ])('that is %j is refused, naming the operations it mixes', (body, named) => {
    const { message } = thrownBy(InputError, () => select('PUT', folder, body));
    for (const name of named) expect(message).toContain(name);
    expect(message).toContain('exactly one operation');
  });

  it.each([undefined, null, 'text', 1, true, [], [{ title: 'Work' }]])('that is %j is refused', (body) => {
    expect(thrownBy(InputError, () => select('PUT', folder, body)).message).toContain('must be an object');
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'with a key %s is refused: no operation has it',
    (key) => {
      const body: unknown = JSON.parse(`{"title":"Work","${key}":"x"}`);
      expect(thrownBy(InputError, () => select('PUT', folder, body)).message).toContain(
        `${key} belongs to none`,
      );
    },
  );

  it.each([
    ['folders', '/pin-categories/{CATEGORY_ID}', 'put'],
    ['threads', '/chats/{CHAT_ID}/messages', 'post'],
  ])(
    'of %s %s: whatever its keys, it is the one operation the OpenAPI document says, or is refused with names',
    (module, path, method) => {
      const variants = variantsOf(module, path, method);
      expect(variants.length).toBeGreaterThan(1);
      const keys = [...new Set(variants.flatMap((variant) => variant.keys)), 'colour'];
      fc.assert(
        fc.property(
          fc.subarray(keys),
          fc.constantFrom('value', '', 0, null, false),
          fc.constantFrom(undefined, ...variants),
          fc.boolean(),
          (chosen, value, alias, viaExpected) => {
            const body = Object.fromEntries(chosen.map((key) => [key, value]));
            const isAlias = alias !== undefined && alias.template !== path;
            const allowed = alias && (isAlias || viaExpected) ? [alias] : variants;
            const expected = viaExpected
              ? Object.values(operations).find(({ id }) => id === alias?.id)
              : undefined;
            const fitting = allowed.filter((variant) => belongsTo(variant, chosen));
            const run = () =>
              selectOperation(
                operations,
                method.toUpperCase(),
                alias?.template ?? path,
                { query: {}, body },
                expected,
              )?.id;
            if (fitting.length === 1) {
              expect(run()).toBe(fitting[0]?.id);
              return;
            }
            const { message } = thrownBy(InputError, run);
            for (const { id } of allowed) expect(message).toContain(id);
            for (const key of chosen) {
              const owners = variants.filter((variant) => variant.keys.includes(key));
              if (owners.length > 1) continue;
              for (const { id } of owners) expect(message).toContain(id);
              expect(message).toContain(key);
            }
          },
        ),
        { numRuns: 10_000 },
      );
    },
  );
});

describe('an alias template', () => {
  it.each([
    ['/pin-categories/{CATEGORY_ID1}', { last_sync_time: 1 }, 'reorderChatInCategory'],
    ['/pin-categories/{CATEGORY_ID2}', { chat_ids: [], last_sync_time: 1 }, 'reorderCategory'],
    ['/pin-categories/{CATEGORY_ID3}', { title: 'Work' }, 'bulkUpdateChatsInCategory'],
  ])('%s refuses the body %j, naming %s', (template, body, id) => {
    expect(thrownBy(InputError, () => select('PUT', template, body)).message).toContain(
      `${id}: the body must`,
    );
  });

  it('refuses a body that starts a thread where a reply is meant', () => {
    const { message } = thrownBy(InputError, () =>
      select('POST', '/chats/{THREAD_CHAT_ID}/messages', { text: 'hi', thread_message_id: '1_2' }),
    );
    expect(message).toContain('sendMessageToThread');
    expect(message).toContain('thread_message_id belongs to createThreadMessageByChatId');
  });
});

describe('a query on the URL of two operations', () => {
  it.each([
    [{}, 'getPinnedMessages'],
    [{ primary: undefined }, 'getPinnedMessages'],
    [{ primary: false }, 'getPinnedMessages'],
    [{ primary: 'false' }, 'getPinnedMessages'],
    [{ limit: 20 }, 'getPinnedMessages'],
    [{ primary: true }, 'getPrimaryPinnedMessage'],
    [{ primary: 'true', limit: 20 }, 'getPrimaryPinnedMessage'],
  ])('%j is %s', (query, id) => {
    expect(select('GET', pins, undefined, query)).toBe(id);
  });

  it('on the alias is that of the alias', () => {
    expect(select('GET', `${pins}?primary=true`, undefined, {})).toBe('getPrimaryPinnedMessage');
  });
});

describe('a template', () => {
  it.each(
    Object.values(operations).filter(
      ({ path, method }) =>
        !['PUT /pin-categories/{CATEGORY_ID}', `POST ${messages}`, `GET ${pins}`].includes(
          `${method} ${path}`,
        ),
    ),
  )('$method $template of one operation is that operation, whatever the body', ({ method, template, id }) => {
    expect(select(method, template)).toBe(id);
  });

  it.each([
    ['GET', '/nowhere'],
    ['PATCH', folder],
    ['GET', ''],
    ['GET', 'constructor'],
  ])('%s %s that no operation has is none', (method, template) => {
    expect(select(method, template)).toBeUndefined();
  });

  it('shares its rate budget with its aliases, and with nothing else', () => {
    for (const a of Object.values(operations)) {
      for (const b of Object.values(operations)) {
        expect(a.bucket === b.bucket).toBe(a.method === b.method && a.path === b.path);
      }
    }
  });
});
