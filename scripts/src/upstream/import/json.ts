import type { Json } from '../read/upstream-document.ts';

export function listOf(value: Json | undefined): Json[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Text that is there and not blank. YAML turns `title: 3` into a number; it is text all the same. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A text of upstream in a message: on one line, and short. */
export function quoted(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return `\`${(line.length > 80 ? `${line.slice(0, 79)}…` : line).replaceAll('`', "'")}\``;
}
