import type { Json, Pointer } from '../read/upstream-document.ts';

/** Names that every object has in JavaScript. As keys they lead tools, the linter among them, to something else. */
const unusable = new Set(Object.getOwnPropertyNames(Object.prototype));

/** A copy of a document without such keys, and where they were. */
export function dropUnusableKeys(value: { [key: string]: Json }): {
  value: { [key: string]: Json };
  dropped: Pointer[];
} {
  const dropped: Pointer[] = [];
  return { value: copyMap(value, [], dropped), dropped };
}

function copy(value: Json, at: Pointer, dropped: Pointer[]): Json {
  if (Array.isArray(value)) return value.map((entry, index) => copy(entry, [...at, index], dropped));
  return value !== null && typeof value === 'object' ? copyMap(value, at, dropped) : value;
}

function copyMap(map: { [key: string]: Json }, at: Pointer, dropped: Pointer[]): { [key: string]: Json } {
  const entries = Object.entries(map).flatMap(([key, entry]): [string, Json][] => {
    const here = [...at, key];
    if (!unusable.has(key)) return [[key, copy(entry, here, dropped)]];
    dropped.push(here);
    return [];
  });
  return Object.fromEntries(entries);
}
