import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { anchorsOf, findLinks } from '../content/markdown.ts';
import { resolveTarget } from '../content/repository-path.ts';
import type { LinkProblem } from './problem.ts';

const skipped = new Set(['node_modules', 'dist', 'coverage', 'reports']);

/** Every Markdown file below a folder that a person writes, from that folder on. */
export function markdownFiles(folder: string, under = ''): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.name.startsWith('.') || skipped.has(entry.name)) return [];
      const path = posix.join(under, entry.name);
      if (entry.isDirectory()) return markdownFiles(folder, path);
      const generated = entry.name === 'CHANGELOG.md' || entry.name.endsWith('.api.md');
      return entry.name.endsWith('.md') && !generated ? [path] : [];
    })
    .sort();
}

/** Why a file of the repository does not have what a link to it says; undefined when it does. */
function whyNot(folder: string, path: string, anchor: string): string | undefined {
  const whole = join(folder, path);
  if (!existsSync(whole)) return `leads to ${path}, which does not exist`;
  const readme = statSync(whole).isDirectory() ? posix.join(path, 'README.md') : path;
  if (anchor === '') return undefined;
  if (!existsSync(join(folder, readme))) return `has an anchor, and ${path} has no README.md`;
  const text = readFileSync(join(folder, readme), 'utf8');
  const line = /^#L(\d+)(?:-L\d+)?$/.exec(anchor)?.[1];
  if (line !== undefined)
    return Number(line) <= text.split('\n').length ? undefined : `is beyond the end of ${readme}`;
  if (!readme.endsWith('.md')) return `has an anchor in ${readme}, which has no headings`;
  const isReadme = anchor === '#readme' && posix.basename(readme) === 'README.md';
  if (isReadme || anchorsOf(text).has(decodeURIComponent(anchor.slice(1)))) return undefined;
  return `has no such heading in ${readme}`;
}

/**
 * The links of the Markdown files of a folder that lead nowhere. Our own files by their address on the web are looked for in
 * `repository`.
 */
export function checkMarkdown(
  folder: string,
  files: readonly string[] = markdownFiles(folder),
  repository: string = folder,
): LinkProblem[] {
  return files.flatMap((file) =>
    findLinks(readFileSync(join(folder, file), 'utf8')).flatMap(({ target, line }) => {
      const found = resolveTarget(file, target);
      if (found.kind === 'web') return [];
      const why =
        found.kind === 'broken'
          ? found.why
          : whyNot(found.byAddress ? repository : folder, found.path, found.anchor);
      return why === undefined ? [] : [{ place: `${file}:${line}`, link: target, why }];
    }),
  );
}
