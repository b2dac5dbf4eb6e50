import { defineConfig } from 'vitest/config';

/** The tests of core alone, for mutation testing. */
export default defineConfig({
  root: new URL('../../packages/core', import.meta.url).pathname,
  ssr: { resolve: { conditions: ['@cliqkit/source', 'module', 'node', 'development|production'] } },
  test: { include: ['test/**/*.test.ts'] },
});
