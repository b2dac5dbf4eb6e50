import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, posix } from 'node:path';
import { repository, root } from '../paths.ts';
import { replaceLinks, titleOf } from './markdown.ts';
import { packages } from './packages.ts';
import type { Page } from './pages.ts';
import { allPages } from './pages.ts';
import { resolveTarget } from './repository-path.ts';
import { withinSite } from './site-link.ts';

const home = 'site/src/theme/home.md';
const pictures = new Set(['.png', '.svg']);

/** The file of the site that stands for a path of the repository. */
function stagedPath(path: string): string | undefined {
  const inFolder = posix.join(path, 'README.md');
  const names = [
    ...allPages.map((page) => page.source),
    ...packages.map(({ folder }) => `${folder}/README.md`),
  ];
  return names.find((name) => name === path || name === inFolder);
}

/** Where a link of a page leads on the site; what is not on the site is shown where the repository is. */
export function linkOnSite(from: string, target: string): string {
  const found = resolveTarget(from, target);
  if (found.kind !== 'file') return target;
  const { path } = found;
  const anchor = found.anchor === '#readme' ? '' : found.anchor;
  if (path === from) return anchor;
  const isReadme = path === '' || path === 'README.md';
  // The home page stands for the README, but has other headings.
  if (isReadme)
    return anchor === '' ? `${withinSite}index.html` : `${repository}/blob/main/README.md${anchor}`;
  const module = /^packages\/types\/openapi\/(\w+)\.json$/.exec(path)?.[1];
  if (module !== undefined) return `${withinSite}reference/${module}.html${anchor}`;
  const staged = stagedPath(path) ?? (pictures.has(extname(path)) ? path : undefined);
  if (staged !== undefined) return posix.relative(posix.dirname(from), staged) + anchor;
  const whole = join(root, path);
  const kind = existsSync(whole) && statSync(whole).isDirectory() ? 'tree' : 'blob';
  return `${repository}/${kind}/main/${path}${anchor}`;
}

function frontMatter(page: Page, title: string): string {
  const facts = {
    title: page.title ?? title,
    group: page.group,
    ...(page.children === undefined
      ? {}
      : { children: page.children.map(({ source }) => posix.relative(posix.dirname(page.source), source)) }),
  };
  // JSON is YAML.
  return `---\n${Object.entries(facts)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('')}---\n\n`;
}

/** Copies of the pages with the links of the site, in a folder laid out as the repository. */
export function stagePages(folder: string): { documents: string[]; home: string } {
  const write = (path: string, text: string): string => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const read = (path: string): string =>
    replaceLinks(readFileSync(join(root, path), 'utf8'), (target) => linkOnSite(path, target));

  const staged = new Map(
    allPages.map((page) => {
      const text = read(page.source);
      const title = titleOf(text);
      if (title === undefined) throw new Error(`${page.source} has no heading: begin it with "# …"`);
      return [page.source, write(page.source, frontMatter(page, title) + text)];
    }),
  );
  for (const { folder: path } of packages) write(`${path}/README.md`, read(`${path}/README.md`));
  cpSync(join(root, 'docs/images'), join(folder, 'docs/images'), { recursive: true });
  const children = new Set(allPages.flatMap((page) => page.children ?? []).map(({ source }) => source));
  return {
    documents: [...staged].filter(([source]) => !children.has(source)).map(([, file]) => file),
    home: write(home, read(home)),
  };
}
