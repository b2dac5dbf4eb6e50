/**
 * Mutation testing of what must not be wrong: `pnpm mutation` changes these files a little, one change at a time, and counts
 * the changes that no test of core notices.
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  mutate: [
    'packages/core/src/{retry,budget,tokens}/*.ts',
    'packages/core/src/middleware/{retry,pace,authorize,deadline}.ts',
    'packages/core/src/input/ids.ts',
    'packages/core/src/reply/error-reply.ts',
    'packages/core/src/hooks/summarize.ts',
  ],
  // Words of messages are not behaviour.
  mutator: { excludedMutations: ['StringLiteral'] },
  ignoreStatic: true,
  inPlace: false,
  ignorePatterns: ['coverage', 'reports', '**/dist', 'test/.snippets'],
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { allowEmojis: false, reportTests: false, skipFull: true },
  jsonReporter: { fileName: 'reports/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation.html' },
  tempDirName: 'reports/.stryker',
  thresholds: { high: 95, low: 90, break: 90 },
  concurrency: 2,
};
