import type { Manifest } from '../public-manifests.ts';
import type { Level } from '../upstream/diff/drift.ts';
import type { Change } from './change.ts';
import { isEnough, larger } from './change.ts';
import type { Changeset } from './changeset-file.ts';

/**
 * Who releases what: the types, the package of the module, and the umbrella, for whoever installed one of them has to see it
 * there; the emulator where it judges calls otherwise. Its own API stays, so nothing breaks more than a test.
 */
export function packagesConcerned(
  { module, level, emulated }: { module: string; level: Level; emulated: boolean },
  manifests: Manifest[],
): Map<string, Level> {
  const packages = new Map<string, Level>([['@cliqkit/types', level]]);
  const own = `@cliqkit/${module}`;
  if (!manifests.some(({ name }) => name === own)) return packages;
  packages.set(own, level);
  const umbrella = manifests.find(({ name, dependencies = {} }) => name === 'cliqkit' && own in dependencies);
  if (umbrella !== undefined) packages.set(umbrella.name, level);
  const emulator = manifests.find(({ name }) => name === '@cliqkit/emulator');
  if (emulated && emulator !== undefined) packages.set(emulator.name, level === 'patch' ? 'patch' : 'minor');
  return packages;
}

/**
 * What each package is released as. Below 1.0.0 a breaking change is a minor one: `^0.1.0` does not reach 0.2.0, so that a
 * minor of a 0.x has to be asked for, as a major has later; what breaks is said in the text.
 */
export function releaseLevels(changes: Change[], versions: Map<string, string>): Map<string, Level> {
  const levels = new Map<string, Level>();
  for (const { packages } of changes) {
    for (const [name, level] of packages) {
      const version = versions.get(name);
      // A package that is no longer here cannot be released.
      if (version !== undefined) levels.set(name, larger(levels.get(name), allowed(level, version)));
    }
  }
  return levels;
}

function allowed(level: Level, version: string): Level {
  return level === 'major' && version.startsWith('0.') ? 'minor' : level;
}

/** The packages that no changeset names with the level that they need. */
export function missingLevels(
  levels: Map<string, Level>,
  pending: Map<string, Changeset>,
): { name: string; needed: Level; given: Level | undefined }[] {
  const named = new Map<string, Level>();
  for (const { releases } of pending.values())
    for (const [name, level] of releases) named.set(name, larger(named.get(name), level));
  return [...levels]
    .map(([name, needed]) => ({ name, needed, given: named.get(name) }))
    .filter(({ needed, given }) => !isEnough(given, needed));
}
