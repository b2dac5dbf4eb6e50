import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packages } from '../src/content/packages.ts';
import { allPages } from '../src/content/pages.ts';
import { plainPages } from '../src/content/plain-pages.ts';
import { llmsFull, llmsIndex } from '../src/llms.ts';
import { root } from '../src/paths.ts';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Record<string, string | { readonly '@cliqkit/source'?: string }>;
}

function manifests(): Map<string, Manifest> {
  const names = readdirSync(join(root, 'packages'));
  // Written by people of this project, and checked by publint.
  const read = (name: string): Manifest =>
    JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as Manifest;
  return new Map(names.map((name) => [`packages/${name}`, read(name)]));
}

test('the site has every published package, with all that can be imported from it', () => {
  const published = [...manifests()].filter(([, { private: hidden }]) => hidden !== true);
  const entries = published.map(([folder, { name, exports = {} }]) => ({
    name,
    folder,
    entries: Object.entries(exports).flatMap(([path, target]) => {
      const source = typeof target === 'string' ? undefined : target['@cliqkit/source'];
      return source === undefined || path === '.' ? [] : [[path.slice(1), source.replace(/^\.\//, '')]];
    }),
  }));
  const byName = (one: { name: string }, other: { name: string }): number =>
    one.name.localeCompare(other.name);
  expect(packages.toSorted(byName)).toEqual(entries.toSorted(byName));
});

test('every page of docs/ is on the site', () => {
  const files = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.md'));
  expect(allPages.map(({ source }) => source)).toEqual(expect.arrayContaining(files));
});

test('llms.txt has one heading, one quote and lists of links with notes, as the convention says', () => {
  const pages = plainPages();
  const [head = '', ...sections] = llmsIndex(pages).split(/\n(?=## )/);
  expect(head).toMatch(/^# cliqkit\n\n> [^\n]+\n\n[^#]+$/);
  expect(sections.map((section) => section.split('\n')[0])).toEqual([
    '## Guides',
    '## Packages',
    '## HTTP reference',
    '## Optional',
  ]);
  for (const line of sections.join('\n').split('\n')) {
    if (line !== '' && !line.startsWith('## ')) expect(line).toMatch(/^- \[[^\]]+\]\([^)\s]+\)(: \S.*)?$/);
  }
});

test('llms-full.txt has every guide and every README in full', () => {
  const full = llmsFull(plainPages());
  for (const heading of [
    '# Start',
    '# Many processes',
    '# cliqkit',
    '# @cliqkit/emulator',
    '# @cliqkit/types',
  ]) {
    expect(full).toContain(`\n${heading}\n`);
  }
});
