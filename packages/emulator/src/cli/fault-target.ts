import { operations } from '@cliqkit/types';
import { readWord } from './positionals.ts';

/** Where a fault strikes, as it is typed: an operation, `token`, or `any`. */
export function readFaultTarget(word: string): string {
  return readWord(word, ['any', 'token', ...Object.keys(operations)], 'target');
}
