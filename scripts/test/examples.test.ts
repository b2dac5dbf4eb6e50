import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { published } from './documents.ts';

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

interface Example {
  /** Where it stands in the document. */
  at: string;
  /** What it is an example of: the name of the parameter, or the key in the schema. */
  name: string;
  schema: Node;
  value: unknown;
}

/** The examples that stand on a node itself: a parameter, a body, or a schema. */
function ownExamples(node: Node, key: string, at: string): Example[] {
  const isSchema = ['type', '$ref', 'oneOf', 'anyOf'].some((keyword) => keyword in node);
  const schema = isNode(node['schema']) ? node['schema'] : isSchema ? node : undefined;
  if (!schema) return [];
  const name = typeof node['name'] === 'string' ? node['name'] : key;
  const single = 'example' in node ? [{ at: `${at}/example`, name, schema, value: node['example'] }] : [];
  const named = isNode(node['examples']) ? Object.entries(node['examples']) : [];
  const many = named.flatMap(([title, entry]) =>
    isNode(entry) ? [{ at: `${at}/examples/${title}`, name: '', schema, value: entry['value'] }] : [],
  );
  return [...single, ...many];
}

function examplesIn(value: unknown, key = '', at = '#'): Example[] {
  if (!isNode(value)) return [];
  const inner = Object.entries(value)
    .filter(([name]) => name !== 'example' && name !== 'examples')
    .flatMap(([name, entry]) => examplesIn(entry, name, `${at}/${name.replaceAll('/', '~1')}`));
  return [...ownExamples(value, key, at), ...inner];
}

/** Names of ids and tokens: `chat_id`, `CHANNEL_ID`, `ChatId`, … Written apart from the lint rule, so that both have to agree. */
const isIdName = (name: string) =>
  /(^|_)(id|ids|token)$/i.test(name) ||
  /[a-z](Id|Token)$/.test(name) ||
  ['pin_above', 'reply_to', 'parent_message_sender'].includes(name);

/** The values that stand for an id, and where. */
function idsIn(value: unknown, name: string, at: string): { at: string; id: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => idsIn(entry, name, `${at}/${index}`));
  if (isNode(value))
    return Object.entries(value).flatMap(([key, entry]) => idsIn(entry, key, `${at}/${key}`));
  return isIdName(name) ? [{ at, id: value }] : [];
}

describe.each(published)('the examples of $name', ({ document }) => {
  const examples = examplesIn(document);

  it('are there for parameters, bodies and schemas', () => {
    for (const part of ['/parameters/', '/requestBody/', '/responses/', '/components/schemas/'])
      expect(
        examples.some(({ at }) => at.includes(part)),
        part,
      ).toBe(true);
  });

  it('have a string wherever they have an id', () => {
    const ids = examples.flatMap(({ at, name, value }) => idsIn(value, name, at));
    expect(ids.length).toBeGreaterThan(5);
    expect(ids.filter(({ id }) => typeof id !== 'string')).toEqual([]);
  });

  it('validate against their schemas', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
    ajv.addFormat('email', /^[^@\s]+@[^@\s]+$/);
    ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger });
    const { components } = document;
    const wrong = examples.flatMap(({ at, schema, value }) => {
      // With the components beside it, a reference of the schema finds what it refers to.
      const validate = ajv.compile({ ...schema, components });
      return validate(value) ? [] : [{ at, errors: validate.errors }];
    });
    expect(wrong).toEqual([]);
  });
});
