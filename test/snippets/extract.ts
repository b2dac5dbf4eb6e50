import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A code block of a Markdown file. */
export interface Snippet {
  /** Unique, and fit for a file name. */
  name: string;
  /** Where it stands, for people: file and line. */
  place: string;
  code: string;
}

const skipped = new Set(['node_modules', 'dist', 'coverage', 'reports']);

/** Every Markdown file of the repository that people read; change logs and reports of the API are generated. */
function markdownFiles(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.name.startsWith('.') || skipped.has(entry.name)) return [];
      const path = join(root, entry.name);
      if (entry.isDirectory()) return markdownFiles(path);
      const generated = entry.name === 'CHANGELOG.md' || entry.name.endsWith('.api.md');
      return entry.name.endsWith('.md') && !generated ? [path] : [];
    })
    .sort();
}

/** All blocks that are marked as TypeScript. */
export function extractSnippets(root: string): Snippet[] {
  return markdownFiles(root).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const path = relative(root, file).replaceAll('\\', '/');
    return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ index, 1: code = '' }, number) => ({
      name: `${path.replace(/\.md$/, '').replaceAll(/[^a-z0-9]+/gi, '-')}-${number + 1}`,
      place: `${path}:${text.slice(0, index).split('\n').length}`,
      code,
    }));
  });
}
