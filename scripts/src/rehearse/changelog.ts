import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicPackage } from './public-packages.ts';

/** What the changelog of a package says of its version; empty if it says nothing. */
function changelogOf({ folder, version }: Pick<PublicPackage, 'folder' | 'version'>): string {
  const file = join(folder, 'CHANGELOG.md');
  if (!existsSync(file)) return '';
  const sections = readFileSync(file, 'utf8').split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${version}\n`)) ?? '';
  return section.slice(version.length).trim();
}

/** The changelogs of a release, each text once with the packages that have it. Those of dependencies alone are left out. */
export function groupChangelogs(packages: readonly PublicPackage[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const each of packages) {
    const text = changelogOf(each)
      .replace(/^- Updated dependencies.*(\n {2}.*)*\n?/gm, '')
      .replace(/^### .*\n+(?=### |$(?![\s\S]))/gm, '')
      .trim();
    if (text !== '') groups.set(text, [...(groups.get(text) ?? []), each.name]);
  }
  return groups;
}
