import type { Json } from '../read/upstream-document.ts';

export type JsonMap = { [key: string]: Json };

/** A mapping, or undefined for everything else. */
export function mapOf(value: Json | undefined): JsonMap | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}

export function listOf(value: Json | undefined): Json[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Text that is there and not blank. YAML turns `title: 3` into a number; it is text all the same. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** What a mapping has under a key of its own: keys of upstream are never looked up in a prototype. */
export function own(map: JsonMap | undefined, key: string): Json | undefined {
  return map && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** A text of upstream in a message: on one line, and short. */
export function quoted(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return `\`${(line.length > 80 ? `${line.slice(0, 79)}…` : line).replaceAll('`', "'")}\``;
}

/** The same data in the same words, whatever the order of its keys. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
}
