import type { Block } from './block.ts';
import { marks } from './block.ts';
import { markdownBlocks, withoutBold } from './markdown.ts';
import { TableBuilder } from './table-builder.ts';

const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary', 'caption', 'figcaption']);
const paragraphs = new Set(
  'address article aside blockquote body center details div footer header html main p section figure dl'.split(
    ' ',
  ),
);
const codes = new Set(['code', 'kbd', 'samp', 'tt', 'var']);

/**
 * Makes blocks of tags and text as they come. Text outside of HTML blocks is Markdown and keeps its lines; within them,
 * white space is one space. Nothing is nested, so that nothing can be nested wrongly.
 */
export class BlockBuilder {
  hasBold = false;
  readonly #blocks: Block[] = [];
  #parts: string[] = [];
  #kind: 'loose' | 'text' | 'heading' | 'item' | 'pre' = 'loose';
  #marker = '-';
  #isAfterBreak = false;
  /** The lists that are open: the number of the last item, or undefined where items have none. */
  readonly #lists: (number | undefined)[] = [];
  #table: TableBuilder | undefined;

  start(tag: string): void {
    if (this.#endsTable(tag)) this.#closeTable();
    if (tag === 'table') this.#openTable();
    else if (this.#table?.start(tag)) return;
    else if (tag === 'br' || tag === 'hr') this.#lineBreak(tag);
    else if (codes.has(tag)) this.#append(marks.start);
    else if (tag === 'ul' || tag === 'ol') this.#openList(tag);
    else if (tag === 'li' || tag === 'dt') this.#openItem();
    else if (tag === 'dd') this.#append(': ');
    else if (headings.has(tag)) this.#open('heading');
    else if (tag === 'pre') this.#open('pre');
    else if (paragraphs.has(tag)) this.#paragraph();
  }

  end(tag: string): void {
    if (this.#endsTable(tag)) this.#closeTable();
    if (tag === 'table') this.#closeTable();
    else if (this.#table?.end(tag)) return;
    else if (codes.has(tag)) this.#append(marks.end);
    else if (tag === 'ul' || tag === 'ol' || tag === 'dl') this.#closeList();
    else if (tag === 'li') this.#open(this.#outside());
    else if (headings.has(tag) || tag === 'pre') this.#open(this.#outside());
    else if (paragraphs.has(tag) && this.#kind !== 'item') this.#open(this.#outside());
  }

  text(chars: string): void {
    const text = chars.replace(/\u00a0/g, ' ');
    if (this.#table?.text(text)) return;
    // As in Markdown, an empty line ends what was left open.
    if ((this.#kind === 'text' || this.#kind === 'heading') && /\n[ \t]*\n/.test(text)) {
      const at = text.search(/\n[ \t]*\n/);
      this.#append(text.slice(0, at));
      this.#open('loose');
      this.#append(text.slice(at));
    } else {
      this.#append(text);
    }
  }

  finish(): Block[] {
    this.#closeTable();
    this.#flush();
    return this.#blocks;
  }

  #append(text: string): void {
    if (this.#table?.text(text)) return;
    const keepsLines = this.#kind === 'loose' || this.#kind === 'pre';
    // `<br>` at the end of a line is one line break.
    const rest = this.#isAfterBreak ? text.replace(/^[ \t]*\n/, '') : text;
    this.#isAfterBreak = false;
    this.#parts.push(keepsLines ? rest : rest.replace(/[ \t\n\f]+/g, ' '));
  }

  #lineBreak(tag: string): void {
    if (tag === 'hr') {
      this.#open(this.#outside());
      return;
    }
    this.#parts.push('\n');
    this.#isAfterBreak = true;
  }

  #open(kind: 'loose' | 'text' | 'heading' | 'item' | 'pre'): void {
    this.#flush();
    this.#kind = kind;
  }

  #outside(): 'loose' | 'text' {
    return this.#lists.length > 0 ? 'text' : 'loose';
  }

  #paragraph(): void {
    // A paragraph that starts an item is the item.
    if (this.#kind === 'item' && this.#parts.every((part) => part.trim() === '')) return;
    this.#open('text');
  }

  #openList(tag: string): void {
    this.#open('text');
    this.#lists.push(tag === 'ol' ? 0 : undefined);
  }

  #closeList(): void {
    this.#flush();
    this.#lists.pop();
    this.#kind = this.#outside();
  }

  #openItem(): void {
    this.#open('item');
    const last = this.#lists.length - 1;
    const number = this.#lists[last];
    if (number !== undefined) this.#lists[last] = number + 1;
    this.#marker = number === undefined ? '-' : `${number + 1}.`;
  }

  /** A table that nobody closed ends where something starts or ends that cannot be in it. */
  #endsTable(tag: string): boolean {
    if (this.#table === undefined) return false;
    const isBlock = paragraphs.has(tag) || (headings.has(tag) && tag !== 'caption');
    return tag === 'details' || tag === 'summary' || (isBlock && !this.#table.isInCell);
  }

  #openTable(): void {
    this.#closeTable();
    this.#flush();
    this.#table = new TableBuilder();
  }

  #closeTable(): void {
    const table = this.#table;
    if (table === undefined) return;
    this.#table = undefined;
    const { rows, hasHeader, before, after } = table.finish();
    if (before !== '') this.#blocks.push({ kind: 'text', text: before });
    if (rows.length > 0) this.#blocks.push({ kind: 'table', rows, hasHeader });
    if (after !== '') this.#blocks.push({ kind: 'text', text: after });
  }

  #flush(): void {
    const joined = this.#parts.join('');
    this.#parts = [];
    if (joined.trim() === '') return;
    if (this.#kind === 'pre') {
      this.#blocks.push({ kind: 'raw', text: marks.strip(joined) });
      return;
    }
    const bold = withoutBold(joined);
    this.hasBold ||= bold !== joined;
    if (this.#kind === 'loose') {
      for (const block of markdownBlocks(joined)) this.#blocks.push(block);
      return;
    }
    const text = bold
      .replace(/ {2,}/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim();
    if (this.#kind === 'item') {
      this.#blocks.push({
        kind: 'item',
        text,
        marker: this.#marker,
        depth: Math.max(0, this.#lists.length - 1),
      });
    } else {
      this.#blocks.push({ kind: this.#kind, text });
    }
  }
}
