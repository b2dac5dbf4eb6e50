import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';

/** A Markdown file of the repository that is a page of the site. */
export interface Page {
  /** From the root of the repository. */
  readonly source: string;
  /** Address on the site, without `.html`. */
  readonly address: string;
  /** Heading in the navigation that it stands below. */
  readonly group: 'Guides' | 'In depth';
  /** Stands in the navigation for its heading, where that is long. */
  readonly title?: string;
  readonly children?: readonly Page[];
}

const guide = (name: string): Page => ({
  source: `docs/guides/${name}.md`,
  address: `guides/${name}`,
  group: 'Guides',
});
const depth = (source: string, address: string, title?: string): Page => ({
  source,
  address,
  group: 'In depth',
  ...(title === undefined ? {} : { title }),
});

const decisions = readdirSync(join(root, 'docs/decisions'))
  .filter((name) => /^\d{4}-.*\.md$/.test(name))
  .sort()
  .map((name) => depth(`docs/decisions/${name}`, `decisions/${name.replace(/\.md$/, '')}`));

/** The pages of the site in the order of its navigation. The packages and the reference stand beside them. */
const pages: readonly Page[] = [
  ...['start', 'auth', 'limits', 'errors', 'testing', 'processes', 'regenerate'].map(guide),
  depth('docs/reliability.md', 'in-depth/reliability', 'Reliability'),
  depth('docs/scale.md', 'in-depth/scale', 'Scale'),
  depth('docs/emulator.md', 'in-depth/emulator', 'The emulator'),
  depth('docs/emulator-coverage.md', 'in-depth/emulator-coverage', 'Coverage of the emulator'),
  depth('docs/benchmarks.md', 'in-depth/benchmarks', 'Benchmarks'),
  depth('specs/README.md', 'in-depth/specs', 'The specs'),
  { ...depth('docs/decisions/README.md', 'decisions/index', 'Decisions'), children: decisions },
];

/** The same, with those below others. */
export const allPages: readonly Page[] = pages.flatMap((page) => [page, ...(page.children ?? [])]);
