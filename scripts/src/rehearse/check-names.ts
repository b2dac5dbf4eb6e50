import { runtimeIds } from './runtimes.ts';

/** What `--only` knows. */
export const checkNames: readonly string[] = [
  'packs',
  'typescript-5.9',
  'typescript-7',
  ...runtimeIds,
  'first-tests',
  'command-line',
  'entries',
];
