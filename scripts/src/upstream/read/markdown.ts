import type { Block } from './block.ts';

const item = /^( {0,20}|\t{0,5})([-*+•]|\d{1,3}[.)]) {1,8}(\S.*)$/;
const heading = /^ {0,3}#{1,6} {1,8}(\S.*)$/;
const separator = /^[\s|:-]*-[\s|:-]*$/;

/** The same without the stars of bold text. */
export function withoutBold(text: string): string {
  return text.replace(/\*\*([^*\n]{1,300})\*\*/g, '$1');
}

/** Blocks of a text that is no HTML: tables, lists, headings, fenced code; the rest are paragraphs with their lines. */
export function markdownBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  let paragraph: string[] = [];
  let isAfterItem = false;
  const flush = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'text', text: withoutBold(paragraph.join('\n')) });
    paragraph = [];
    isAfterItem = false;
  };
  for (let index = 0; index < lines.length; ) {
    const line = lines[index]?.trimEnd() ?? '';
    const block = fenceAt(lines, index) ?? tableAt(lines, index);
    if (block !== undefined) {
      flush();
      blocks.push(block.block);
      index = block.end;
      continue;
    }
    index++;
    const asItem = item.exec(line);
    const asHeading = heading.exec(line);
    const last = blocks.at(-1);
    if (line === '') flush();
    else if (asHeading !== null) {
      flush();
      blocks.push({ kind: 'heading', text: withoutBold(asHeading[1] ?? '') });
    } else if (asItem !== null) {
      flush();
      const [, indent = '', marker = '-', content = ''] = asItem;
      blocks.push({ kind: 'item', text: withoutBold(content), marker, depth: indent.length >> 1 });
      isAfterItem = true;
    } else if (isAfterItem && /^\s/.test(line) && last?.kind === 'item')
      last.text += `\n${withoutBold(line.trim())}`;
    else {
      isAfterItem = false;
      paragraph.push(line);
    }
  }
  flush();
  return blocks;
}

interface Found {
  block: Block;
  /** The line after it. */
  end: number;
}

function fenceAt(lines: readonly string[], start: number): Found | undefined {
  const fence = /^ {0,3}(```|~~~)/.exec(lines[start] ?? '')?.[1];
  if (fence === undefined) return undefined;
  let end = start + 1;
  while (end < lines.length && !lines[end]?.trimStart().startsWith(fence)) end++;
  end = Math.min(end + 1, lines.length);
  return { block: { kind: 'raw', text: lines.slice(start, end).join('\n') }, end };
}

/** A table: a line with `|` and a separator below it, or several lines between `|` and `|`. */
function tableAt(lines: readonly string[], start: number): Found | undefined {
  const isRow = (line = ''): boolean => line.includes('|') && line.trim() !== '';
  const isClosed = (line = ''): boolean => /^\|.*\|$/.test(line.trim());
  const first = lines[start] ?? '';
  const next = lines[start + 1] ?? '';
  if (!isRow(first) || !isRow(next)) return undefined;
  const hasHeader = separator.test(next) && !separator.test(first);
  if (!hasHeader && !(isClosed(first) && isClosed(next))) return undefined;
  const rows: string[][] = [];
  let end = start;
  for (; isRow(lines[end]); end++) {
    const line = lines[end] ?? '';
    if (!separator.test(line)) rows.push(cells(line));
  }
  return { block: { kind: 'table', rows, hasHeader }, end };
}

function cells(line: string): string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => withoutBold(cell.replace(/\\\|/g, '|').trim()));
}
