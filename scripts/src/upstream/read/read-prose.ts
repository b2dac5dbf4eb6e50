import type { Block } from './block.ts';
import { marks, renderBlocks } from './block.ts';
import { errorsOfItems, errorsOfTable, isErrorHeading, isExpandHint, joinedErrors } from './error-codes.ts';
import { describedBlocks } from './html.ts';
import { isLabelAlone, takeLabelledLimits } from './limits.ts';
import { maximumIn } from './maximum.ts';
import type { Prose } from './prose.ts';
import { ProseFacts } from './prose-facts.ts';
import { isValuesLead, valueOfItem, valuesOfItems, valuesOfTable } from './value-lists.ts';

/**
 * Reads what a description says as data. What stands alone as a fact (a sentence, a row, a list) is taken out of the text; a
 * fact within a sentence that says more is read, and the sentence stays whole.
 */
export function readProse(description: string): Prose {
  const { blocks, isMarkup } = describedBlocks(description);
  const reader = new Reader();
  const kept = reader.read(withLabels(withItems(blocks)));
  const text = reader.hasTaken || isMarkup ? renderBlocks(kept) : description.trim();
  return { text, ...reader.facts() };
}

class Reader {
  readonly #facts = new ProseFacts();
  readonly #errors: Prose['errors'] = [];
  #values: Prose['values'] = [];
  #hasTakenBlocks = false;

  get hasTaken(): boolean {
    return this.#hasTakenBlocks || this.#facts.hasTaken;
  }

  facts(): Omit<Prose, 'text'> {
    const { limit, lockSeconds, maximum, values } = this.#facts;
    return {
      ...(limit && { limit }),
      ...(lockSeconds !== undefined && { lockSeconds }),
      errors: joinedErrors(this.#errors),
      ...(maximum && { maximum }),
      values: [...this.#values, ...values],
    };
  }

  read(blocks: readonly Block[]): Block[] {
    const kept: Block[] = [];
    for (let index = 0; index < blocks.length; ) {
      const block = blocks[index];
      if (block === undefined) break;
      if (block.kind === 'item') {
        const end = endOfItems(blocks, index);
        this.#items(blocks.slice(index, end), kept);
        index = end;
        continue;
      }
      index++;
      if (block.kind === 'table') this.#table(block, kept);
      else if (block.kind === 'raw') kept.push(block);
      else this.#text(block, kept);
    }
    return kept;
  }

  #text(block: Exclude<Block, { kind: 'table' }>, kept: Block[]): void {
    const text = block.text
      .split('\n')
      .filter((line) => !(isExpandHint(line) && this.#taken()))
      .join('\n');
    const rest = this.#facts.take(text);
    if (rest.trim() !== '') kept.push({ ...block, text: rest });
    else this.#takeHeading(kept, isLabelAlone);
  }

  #items(items: readonly Block[], kept: Block[]): void {
    const texts = items.map((item) => (item.kind === 'item' ? item.text : ''));
    const errors = isErrorHeading(lastLine(kept)) ? errorsOfItems(texts) : undefined;
    if (errors !== undefined) {
      for (const error of errors) this.#errors.push(error);
      this.#takeHeading(kept, isErrorHeading);
      return;
    }
    const hasLead = isValuesLead(lastLine(kept));
    const values = this.#values.length === 0 ? valuesOfItems(texts, hasLead) : undefined;
    if (values !== undefined) {
      this.#values = values;
      this.#takeHeading(kept, isValuesLead);
      return;
    }
    for (const item of items) if (item.kind === 'item') this.#text(item, kept);
  }

  #table(table: Extract<Block, { kind: 'table' }>, kept: Block[]): void {
    const found = errorsOfTable(table.rows);
    const values = found === undefined && this.#values.length === 0 ? valuesOfTable(table.rows) : undefined;
    if (found !== undefined) {
      for (const error of found.errors) this.#errors.push(error);
      this.#takeHeading(kept, isErrorHeading);
      for (const text of found.remarks) this.#text({ kind: 'text', text }, kept);
    } else if (values !== undefined) {
      this.#values = values;
      this.#takeHeading(kept, isValuesLead);
    } else {
      const rows = this.#facts.takeRows(table.rows, table.hasHeader);
      if (rows.length === 0) this.#takeHeading(kept, isLabelAlone);
      else kept.push({ ...table, rows, hasHeader: table.hasHeader && rows.length === table.rows.length });
    }
  }

  #taken(): true {
    this.#hasTakenBlocks = true;
    return true;
  }

  /** Takes out the lines right above that are no more than headings of what was taken. */
  #takeHeading(kept: Block[], isHeading: (line: string) => boolean): void {
    this.#taken();
    while (isHeading(lastLine(kept))) {
      const last = kept.pop();
      if (last === undefined || last.kind === 'table') return;
      const text = last.text.trimEnd().split('\n').slice(0, -1).join('\n');
      if (text.trim() !== '') kept.push({ ...last, text });
    }
  }
}

function lastLine(blocks: readonly Block[]): string {
  const last = blocks.at(-1);
  return last !== undefined && 'text' in last ? (last.text.trimEnd().split('\n').at(-1) ?? '') : '';
}

function endOfItems(blocks: readonly Block[], start: number): number {
  let end = start;
  while (blocks[end]?.kind === 'item') end++;
  return end;
}

/** Lines such as `code: meaning` as items, where two or more follow each other. */
function withItems(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind !== 'text' || !block.text.includes('\n')) return [block];
    const lines = block.text.split('\n');
    const isValue = lines.map((line) => valueOfItem(line.trim())?.isMarked === true);
    const parts: Block[] = [];
    for (const [index, line] of lines.entries()) {
      const asItem = isValue[index] === true && (isValue[index - 1] === true || isValue[index + 1] === true);
      const last = parts.at(-1);
      if (asItem) parts.push({ kind: 'item', text: line.trim(), marker: '-', depth: 0 });
      else if (last?.kind === 'text') last.text += `\n${line}`;
      else parts.push({ kind: 'text', text: line });
    }
    return parts;
  });
}

/** A block that only names a figure, and the block after it, as one. */
function withLabels(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  let label: string | undefined;
  for (const [index, block] of blocks.entries()) {
    const next = blocks[index + 1];
    const text = block.kind === 'text' || block.kind === 'heading' ? block.text : undefined;
    if (
      label === undefined &&
      text !== undefined &&
      next?.kind === 'text' &&
      isLabelAlone(marks.strip(text))
    ) {
      label = marks
        .strip(text)
        .trim()
        .replace(/[\s:–—-]+$/, '');
      if (isLabelOf(label, next.text)) continue;
      label = undefined;
    }
    joined.push(
      label !== undefined && block.kind === 'text' ? { ...block, text: `${label}: ${block.text}` } : block,
    );
    label = undefined;
  }
  return joined;
}

function isLabelOf(label: string, text: string): boolean {
  const joined = `${label}: ${text}`;
  const all = { limit: () => true, lock: () => true };
  return takeLabelledLimits(joined, all) !== joined || maximumIn(joined) !== undefined;
}
