/** A part of a description. Text may hold the marks of `code`, and newlines where the source has them. */
export type Block =
  | { kind: 'text' | 'heading' | 'raw'; text: string }
  | { kind: 'item'; text: string; marker: string; depth: number }
  | { kind: 'table'; rows: string[][]; hasHeader: boolean };

/**
 * Marks in the text of a block, gone where it is shown: `start` and `end` of code, and what a `limit` or `lock` leaves
 * where it is taken out. Unicode promises never to use these characters.
 */
export const marks = {
  start: '\uFDD0',
  end: '\uFDD1',
  limit: '\uFDD2',
  lock: '\uFDD3',
  strip: (text: string): string => text.replace(/[\uFDD0-\uFDD3]/g, ''),
} as const;

/** Blocks as plain text: paragraphs parted by an empty line, lists and tables as Markdown has them. */
export function renderBlocks(blocks: readonly Block[]): string {
  let text = '';
  let before: Block | undefined;
  for (const block of blocks) {
    const shown = renderBlock(block);
    if (shown === '') continue;
    const isNextItem = before?.kind === 'item' && block.kind === 'item';
    text += `${before === undefined ? '' : isNextItem ? '\n' : '\n\n'}${shown}`;
    before = block;
  }
  return marks.strip(text);
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'item':
      return block.text === ''
        ? ''
        : `${'  '.repeat(Math.min(block.depth, 10))}${block.marker} ${block.text}`;
    case 'table':
      return renderTable(block.rows, block.hasHeader);
    case 'raw':
      return block.text.replace(/^\n+|\n+$/g, '');
    default:
      return block.text.trim();
  }
}

function renderTable(rows: readonly string[][], hasHeader: boolean): string {
  const lines = rows.map((row) => `| ${row.map((cell) => cell.replace(/\n/g, ' ')).join(' | ')} |`);
  const [header, ...others] = lines;
  if (header === undefined || !hasHeader) return lines.join('\n');
  return [header, `|${' --- |'.repeat(rows[0]?.length ?? 1)}`, ...others].join('\n');
}
