import { withoutBold } from './markdown.ts';

const breaks = new Set('br hr p div li dt dd ul ol dl pre details summary caption'.split(' '));

/** Makes rows of the tags and the text of one table. Text that stands in no cell is kept: before the first row, and after it. */
export class TableBuilder {
  readonly #rows: string[][] = [];
  #row: string[] = [];
  #cell: string[] | undefined;
  readonly #before: string[] = [];
  readonly #after: string[] = [];
  #hasHeader = false;

  /** Whether the tag was one of a table, or means nothing in one. */
  start(tag: string): boolean {
    if (tag === 'tr' || tag === 'tbody' || tag === 'thead' || tag === 'tfoot') this.#closeRow();
    else if (tag === 'td' || tag === 'th') {
      this.#closeCell();
      this.#cell = [];
      if (tag === 'th' && this.#rows.length === 0) this.#hasHeader = true;
    } else if (tag === 'code')
      return false; // the builder marks it
    else if (breaks.has(tag)) this.text(' ');
    return true;
  }

  end(tag: string): boolean {
    if (tag === 'tr' || tag === 'tbody' || tag === 'thead' || tag === 'tfoot') this.#closeRow();
    else if (tag === 'td' || tag === 'th') this.#closeCell();
    else return false;
    return true;
  }

  text(chars: string): boolean {
    (this.#cell ?? (this.#rows.length === 0 ? this.#before : this.#after)).push(chars);
    return true;
  }

  /** Whether a cell is open, so that any other tag may belong to it. */
  get isInCell(): boolean {
    return this.#cell !== undefined;
  }

  finish(): { rows: string[][]; hasHeader: boolean; before: string; after: string } {
    this.#closeRow();
    return {
      rows: this.#rows,
      hasHeader: this.#hasHeader,
      before: collapsed(this.#before),
      after: collapsed(this.#after),
    };
  }

  #closeRow(): void {
    this.#closeCell();
    if (this.#row.some((cell) => cell !== '')) this.#rows.push(this.#row);
    this.#row = [];
  }

  #closeCell(): void {
    if (this.#cell !== undefined) this.#row.push(collapsed(this.#cell));
    this.#cell = undefined;
  }
}

function collapsed(parts: readonly string[]): string {
  return withoutBold(parts.join('')).replace(/\s+/g, ' ').trim();
}
