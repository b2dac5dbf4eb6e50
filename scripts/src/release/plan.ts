import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { publicPackages } from './public-packages.ts';
import { publishedIntegrity } from './registry.ts';
import type { Run } from './run.ts';

export interface Plan {
  /** Changesets wait to become versions. */
  readonly version: boolean;
  /** `name@version` of all that has a version nobody has published. */
  readonly release: readonly string[];
}

/** No package goes out as this: it is what a new one is called before its first changeset. */
const unversioned = '0.0.0';

/** What has to be done about the commit that is checked out: turn changesets into versions, or release versions. */
export async function plan(root: string, run: Run): Promise<Plan> {
  const changesets = readdirSync(join(root, '.changeset')).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  );
  if (changesets.length > 0) return { version: true, release: [] };
  const release: string[] = [];
  for (const one of publicPackages(root)) {
    if (one.version === unversioned) continue;
    if ((await publishedIntegrity(run, one)) === undefined) release.push(`${one.name}@${one.version}`);
  }
  return { version: false, release };
}
