import type { Document } from '../../../../scripts/src/openapi.ts';
import { operationsOf } from '../../../../scripts/src/openapi.ts';

/** Gives a string, or a key, another name, as the key says that it stands under. */
type Rename = (text: string, under: string) => string;

/**
 * A document with its operations several times: each copy has paths, ids and components of its own, apart from the
 * components in `shared`. The first copy keeps its names.
 */
export function multiply(document: Document, times: number, shared: ReadonlySet<string>): Document {
  const copies = Array.from({ length: times }, (_, index) => copyOf(document, index, shared));
  const components: Record<string, object> = {};
  for (const [kind, named] of copies.flatMap((copy) => Object.entries<object>(copy.components))) {
    components[kind] = Object.assign(components[kind] ?? {}, named);
  }
  return {
    ...document,
    paths: Object.assign({}, ...copies.map(({ paths }) => paths)),
    components: { ...document.components, ...components },
  };
}

/** Names of components, as `#/components/<kind>/<name>`. */
export function componentsOf({ components }: Document): readonly string[] {
  return Object.entries(components).flatMap(([kind, named]) =>
    Object.keys(named).map((name) => `#/components/${kind}/${name}`),
  );
}

function copyOf(
  document: Document,
  index: number,
  shared: ReadonlySet<string>,
): Pick<Document, 'paths' | 'components'> {
  const { paths, components } = document;
  if (index === 0) return { paths, components };
  const operationIds = new Set(
    operationsOf(document).flatMap(({ operation }) => [
      operation.operationId,
      ...(operation['x-variants'] ?? []).map(({ operationId }) => operationId),
    ]),
  );
  const suffix = `Copy${index}`;
  const own = new Set(componentsOf(document).filter((name) => !shared.has(name)));
  const rename: Rename = (text, under) => {
    if (own.has(text)) return `${text}${suffix}`;
    // Variants name bodies and replies without the way there.
    if ((under === 'body' || under === 'response') && own.has(`#/components/schemas/${text}`))
      return `${text}${suffix}`;
    if (operationIds.has(text)) return `${text}${suffix}`;
    return under === 'template' ? `/copy${index}${text}` : text;
  };
  const copied: [string, object][] = Object.entries(components).map(([kind, named]) => [
    kind,
    Object.fromEntries(
      Object.entries(named).flatMap(([name, component]) =>
        own.has(`#/components/${kind}/${name}`) ? [[`${name}${suffix}`, renamed(component, rename)]] : [],
      ),
    ),
  ]);
  return {
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, item]) => [`/copy${index}${path}`, renamed(item, rename)]),
    ) as Document['paths'],
    components: { ...components, ...Object.fromEntries(copied) },
  };
}

/** A value with other names in its strings and keys. */
function renamed(value: unknown, rename: Rename, under = ''): unknown {
  if (typeof value === 'string') return rename(value, under);
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, rename, under));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [rename(key, ''), renamed(entry, rename, key)]),
  );
}
