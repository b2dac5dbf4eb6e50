import type { Json, Pointer } from './upstream-document.ts';

export type Mapping = { [key: string]: Json };

/** Nothing is promised about a document, so every step into it is checked; what is not of the kind asked for counts as absent. */
export function mappingOf(value: Json | undefined): Mapping | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value of a key that the mapping itself has: a key named `constructor` is absent from `{}`. */
export function own(mapping: Mapping | undefined, key: string): Json | undefined {
  return mapping && Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

/** The place that a local reference (`#/components/schemas/chat`) points to. */
export function pointerOf(ref: string): Pointer | undefined {
  if (!ref.startsWith('#/')) return undefined;
  return ref
    .slice(2)
    .split('/')
    .map((step) => decode(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch (error) {
    if (error instanceof URIError) return step;
    throw error;
  }
}

export function valueAt(root: Json, at: Pointer): Json | undefined {
  let value: Json | undefined = root;
  for (const step of at) {
    value = Array.isArray(value) ? value[Number(step)] : own(mappingOf(value), String(step));
  }
  return value;
}

/** The same text for equal data, whatever the order of its keys. */
export function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const mapping = mappingOf(value);
  if (!mapping) return JSON.stringify(value) ?? 'undefined';
  const keys = Object.keys(mapping).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(mapping[key])}`).join(',')}}`;
}

/** Sorted, each value once. */
export function sortedSet(values: Json[]): Json[] {
  const known = new Map(values.map((value) => [canonical(value), value]));
  return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** What stands at the end of local references, in a chain that ends; `moved` is where that is when it is elsewhere. */
export function follow(
  document: Mapping,
  start: Json | undefined,
): { value: Mapping; moved?: Pointer } | undefined {
  let value = mappingOf(start);
  let moved: Pointer | undefined;
  const seen = new Set<string>();
  while (value) {
    const ref = textOf(own(value, '$ref'));
    if (ref === undefined) return moved ? { value, moved } : { value };
    if (seen.has(ref)) return undefined;
    seen.add(ref);
    moved = pointerOf(ref);
    value = moved && mappingOf(valueAt(document, moved));
  }
  return undefined;
}
