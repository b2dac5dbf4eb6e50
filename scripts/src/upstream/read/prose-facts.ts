import { marks } from './block.ts';
import type { Limit } from './limits.ts';
import { isExplanation, isLabelAlone, limitIn, lockIn, takeLabelledLimits } from './limits.ts';
import type { Maximum } from './maximum.ts';
import { maximumIn } from './maximum.ts';
import type { Prose } from './prose.ts';
import { sentencesOf } from './sentences.ts';
import { valuesInSentence } from './value-lists.ts';

const hasWord = /[\p{L}\p{N}]/u;

/** Facts that stand in sentences. The first of a kind counts; another that differs stays in the text. */
export class ProseFacts {
  limit: Limit | undefined;
  lockSeconds: number | undefined;
  maximum: Maximum | undefined;
  values: Prose['values'] = [];
  hasTaken = false;
  /** What was taken last, as long as nothing but explanations of it has followed. */
  #unexplained: 'limit' | 'lock' | undefined;

  /** Reads a text, and gives what is left of it. */
  take(text: string): string {
    const marked = takeLabelledLimits(withoutMarksOfFigures(text), {
      limit: (limit) => this.#isLimit(limit),
      lock: (lockSeconds) => this.#isLock(lockSeconds),
    });
    let rest = '';
    for (const part of marked.split(/([\uFDD2\uFDD3])/)) {
      if (part === marks.limit || part === marks.lock) this.#took(part === marks.limit ? 'limit' : 'lock');
      else rest += this.#sentences(part, rest);
    }
    if (rest === marked || hasWord.test(rest)) return rest === marked ? text : rest.trim();
    return '';
  }

  /** Reads the rows of a table, each as `first cell: other cells`, and gives those that say more than facts. */
  takeRows(rows: readonly string[][], hasHeader: boolean): string[][] {
    const [header, ...others] = rows;
    if (hasHeader && header?.every((cell) => isLabelAlone(marks.strip(cell)))) {
      const left = others.filter(
        (row) => row.map((cell, column) => this.take(`${header[column] ?? ''}: ${cell}`)).join('') !== '',
      );
      return left.length === 0 ? [] : [header, ...left];
    }
    return rows.filter(([first = '', ...cells]) => {
      const name = first.replace(/[\s:]+$/, '');
      return this.take(cells.length === 0 ? first : `${name}: ${cells.join('. ')}`) !== '';
    });
  }

  #sentences(text: string, before: string): string {
    const isAfterFact = this.#unexplained !== undefined;
    // Between two facts, and after one, commas and the like have lost what they stood for.
    const source = isAfterFact ? text.replace(/^[\s.,;|)]{1,20}/, '') : text;
    if (isAfterFact && !hasWord.test(source)) return '';
    let rest = before !== '' && !/\s$/.test(before) && source !== '' && isAfterFact ? ' ' : '';
    for (const { text: sentence, gap } of sentencesOf(source)) {
      const left = this.#sentence(sentence);
      if (left !== '') rest += left + gap;
    }
    return rest;
  }

  #sentence(sentence: string): string {
    const of = this.#unexplained;
    if (of !== undefined && isExplanation(sentence, of)) return '';
    if (!hasWord.test(sentence)) return sentence;
    const kind = this.#whole(sentence);
    if (kind !== undefined) {
      this.#took(kind);
      return '';
    }
    this.#unexplained = undefined;
    return sentence.replace(/ ?\(([^()\n]{1,100})\)/g, (source, inside: string) => {
      if (!this.#isWholeFigure(inside)) return source;
      this.hasTaken = true;
      return '';
    });
  }

  #took(kind: 'limit' | 'lock' | 'other'): void {
    this.hasTaken = true;
    this.#unexplained = kind === 'other' ? undefined : kind;
  }

  /** Reads a sentence. What it is when it is nothing but one fact. */
  #whole(sentence: string): 'limit' | 'lock' | 'other' | undefined {
    const plain = marks.strip(sentence);
    const limit = limitIn(plain);
    if (limit !== undefined && this.#isLimit(limit.limit) && limit.isWhole) return 'limit';
    const lock = lockIn(plain);
    if (lock !== undefined && this.#isLock(lock.lockSeconds) && lock.isWhole) return 'lock';
    const maximum = limit === undefined && lock === undefined ? maximumIn(plain) : undefined;
    if (maximum !== undefined && this.#isMaximum(maximum.maximum) && maximum.isWhole) return 'other';
    const values = this.values.length === 0 ? valuesInSentence(sentence.trim()) : undefined;
    if (values !== undefined) {
      this.values = values;
      return 'other';
    }
    return undefined;
  }

  #isWholeFigure(text: string): boolean {
    const plain = marks.strip(text);
    const limit = limitIn(plain);
    if (limit !== undefined) return limit.isWhole && this.#isLimit(limit.limit);
    const maximum = maximumIn(plain);
    return maximum?.isWhole === true && this.#isMaximum(maximum.maximum);
  }

  #isLimit(limit: Limit): boolean {
    this.limit ??= limit;
    return this.limit.requests === limit.requests && this.limit.windowSeconds === limit.windowSeconds;
  }

  #isLock(lockSeconds: number): boolean {
    this.lockSeconds ??= lockSeconds;
    return this.lockSeconds === lockSeconds;
  }

  #isMaximum(maximum: Maximum): boolean {
    this.maximum ??= maximum;
    return JSON.stringify(this.maximum) === JSON.stringify(maximum);
  }
}

/** Figures and sentences are read the same whether they are marked as code or not. */
function withoutMarksOfFigures(text: string): string {
  return text.replace(/\uFDD0([^\uFDD0\uFDD1]{0,300})\uFDD1/g, (source, inside: string) =>
    /^\d|\s/.test(inside) ? inside : source,
  );
}
