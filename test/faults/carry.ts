import { test } from 'vitest';
import { faultOf } from './catalogue.ts';

type Ids = string | readonly string[];

/**
 * A test that carries one fault of the catalogue, or several. Their ids stand in its title, where reports find them.
 * An id that is not in the catalogue fails at once.
 * @example
 * carries('T02', 'a message to a closed port is sent again', async () => { … });
 */
export function carries(ids: Ids, title: string, run: () => unknown, timeoutMs?: number): void {
  test(titled(ids, title), async () => void (await run()), timeoutMs);
}

/** The same for each row of a table; `%s` in the title stands for the row, or for its parts in turn. */
carries.each = <Row>(ids: Ids, rows: readonly Row[], title: string, run: (row: Row) => unknown): void => {
  // Wrapped, so that a row that is a list reaches the test as one argument, as its type says.
  for (const row of rows) test(titled(ids, fill(title, row)), async () => void (await run(row)));
};

function titled(ids: Ids, title: string): string {
  const tags = [ids].flat().map((id) => `[${faultOf(id).id}]`);
  return `${tags.join('')} ${title}`;
}

function fill(title: string, row: unknown): string {
  const parts: unknown[] = Array.isArray(row) ? [...row] : [row];
  return title.replace(/%s/g, () => shown(parts.shift()));
}

function shown(part: unknown): string {
  const text = typeof part === 'string' ? part : (JSON.stringify(part) ?? String(part));
  const printable = text.replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return printable.length > 60 ? `${printable.slice(0, 60)}…` : printable;
}
