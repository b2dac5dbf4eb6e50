import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import { listOf, textOf } from './json.ts';
import type { SchemaStore } from './schema-store.ts';

const local = '#/components/schemas/';

/**
 * A schema may hold itself as a key or an entry, but it cannot be itself: where `$ref` and `allOf`, `oneOf` or `anyOf`
 * lead back with no key between, the last step is taken out.
 */
export function breakCircles(store: SchemaStore): void {
  const done = new Set<string>();
  for (const start of store.schemas.keys()) visit(store, start, done);
}

/** Goes down without recursion: documents can be long chains. */
function visit(store: SchemaStore, start: string, done: Set<string>): void {
  const path: { name: string; rest: string[] }[] = [];
  const enter = (name: string) => {
    if (!done.has(name)) path.push({ name, rest: [...new Set(madeOf(store.schemas.get(name) ?? {}))] });
  };
  enter(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.rest.shift();
    if (next === undefined) {
      done.add(top.name);
      path.pop();
    } else if (path.some(({ name }) => name === next)) {
      const { name } = top;
      store.schemas.set(name, without(store.schemas.get(name) ?? {}, next));
      store.context.questions.ask(
        'A schema of upstream is made of itself, which cannot be. Say what is meant.',
        { schema: name },
      );
    } else enter(next);
  }
}

/** The schemas that one is made of, keys and entries apart. */
function madeOf(schema: Mapping): string[] {
  const ref = textOf(own(schema, '$ref'));
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((word) => listOf(own(schema, word)) ?? []);
  return [
    ...(ref?.startsWith(local) ? [ref.slice(local.length)] : []),
    ...parts.flatMap((part) => madeOf(mappingOf(part) ?? {})),
  ];
}

function without(schema: Mapping, name: string): Mapping {
  if (own(schema, '$ref') === `${local}${name}`) return { description: 'Unknown.' };
  const entries = Object.entries(schema).map(([key, value]): [string, Mapping[string]] => {
    const parts = ['allOf', 'oneOf', 'anyOf'].includes(key) ? listOf(value) : undefined;
    return [key, parts ? parts.map((part) => without(mappingOf(part) ?? {}, name)) : value];
  });
  return Object.fromEntries(entries);
}
