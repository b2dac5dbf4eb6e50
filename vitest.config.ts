import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import { defineConfig } from 'vitest/config';

/** Tests import the TypeScript sources of every package (the condition comes first in their `exports`), so no build is needed. */
function project(name: string, root: string, tests = 'test/**/*'): TestProjectInlineConfiguration {
  return {
    root,
    ssr: { resolve: { conditions: ['@cliqkit/source', 'module', 'node', 'development|production'] } },
    test: {
      name,
      include: [`${tests}.test.ts`],
      testTimeout: 30_000, // For machines that do much else; no test waits for time to pass.
      typecheck: { enabled: true, tsconfig: './tsconfig.test.json', include: [`${tests}.test-d.ts`] },
    },
  };
}

const folder = fileURLToPath(new URL('packages/', import.meta.url));
const packages = readdirSync(folder).filter((name) => existsSync(`${folder}${name}/tsconfig.test.json`));

export default defineConfig({
  test: {
    // Much of the time goes to processes and browsers that a test waits for, so two workers pay even on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      ...packages.map((name) => project(name, `packages/${name}`)),
      project('scripts', 'scripts'),
      project('site', 'site'),
      project('acceptance', 'test', '**/*'),
    ],
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/vitest.json' },
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      exclude: ['packages/types/src/generated/**', 'packages/bench/**'],
      reporter: ['text-summary', 'lcov'],
      thresholds: { lines: 95, branches: 95 },
    },
  },
});
