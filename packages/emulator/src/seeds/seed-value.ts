import type { Problems } from './problems.ts';
import { below } from './problems.ts';
import type { SchemaNode } from './seed-schema.ts';
import { resolved, seedSchema } from './seed-schema.ts';
import type { SourceNode } from './source-node.ts';

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/u;
const nothing: ReadonlySet<string> = new Set(['null', '~']);

function scalarOf(
  { text, plain }: Extract<SourceNode, { kind: 'scalar' }>,
  schema: SchemaNode | undefined,
  pointer: string,
  problems: Problems,
): unknown {
  if (!plain) return text;
  switch (schema?.type) {
    case 'integer':
      return number.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : text);
    case 'string':
      // Of what looks like a number, every digit stays as it was written.
      if (nothing.has(text)) problems.add(pointer, `is empty; leave it out, or quote it: "${text}"`);
      return text;
    default:
      return text === '' || nothing.has(text) ? null : text;
  }
}

/**
 * The value of a tree. What an unquoted word stands for follows from the schema: an id is a text, however much it looks like
 * a number.
 */
export function seedValue(
  node: SourceNode,
  problems: Problems,
  schema: SchemaNode | undefined = seedSchema,
  pointer = '',
): unknown {
  if (node.kind === 'scalar') return scalarOf(node, schema, pointer, problems);
  if (node.kind === 'list') {
    const items = resolved(schema?.items);
    return node.items.map((item, index) => seedValue(item, problems, items, below(pointer, index)));
  }
  return Object.fromEntries(
    [...node.entries].map(([key, value]) => {
      const known = schema?.properties;
      const inner = known !== undefined && Object.hasOwn(known, key) ? resolved(known[key]) : undefined;
      return [key, seedValue(value, problems, inner, below(pointer, key))];
    }),
  );
}
