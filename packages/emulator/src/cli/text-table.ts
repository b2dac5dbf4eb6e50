/** What would play tricks with a terminal: control characters, and what turns the direction of writing. */
const tricks = /\p{Cc}|\p{Bidi_Control}/gu;

/** Text that may come from anywhere, on one line and without a way to steer the terminal. */
export function oneLine(text: string): string {
  return text.replaceAll(tricks, '\ufffd');
}

/**
 * Columns as wide as their widest cell, two blanks apart.
 *
 * @param least - Widths of the first columns at least.
 */
export function textTable(
  rows: readonly (readonly string[])[],
  least: readonly number[] = [],
): readonly string[] {
  const clean = rows.map((row) => row.map(oneLine));
  const widths = (clean[0] ?? []).map((_, column) =>
    Math.max(least[column] ?? 0, ...clean.map((row) => row[column]?.length ?? 0)),
  );
  return clean.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
