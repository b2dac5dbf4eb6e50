import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tarballName } from '../public-manifests.ts';
import type { PublicPackage } from './public-packages.ts';
import type { ReleasedPackage, ReleaseRecord } from './release-record.ts';
import { integrityOf, sha256, writeRecord } from './release-record.ts';
import type { Run } from './run.ts';
import { mustRun } from './run.ts';

export interface Packed {
  readonly record: ReleaseRecord;
  readonly recordSha256: string;
}

/** Packs these packages, which are built, into a folder, and records what came out. */
export async function pack(
  root: string,
  packages: readonly PublicPackage[],
  folder: string,
  run: Run,
): Promise<Packed> {
  mkdirSync(folder, { recursive: true });
  const commit = (await mustRun(run, 'git', ['rev-parse', 'HEAD'], { cwd: root })).trim();
  const changed = await mustRun(run, 'git', ['status', '--porcelain'], { cwd: root });
  if (changed !== '')
    throw new Error(`The checkout is not what commit ${commit} says. Commit or undo first:\n${changed}`);
  const released: ReleasedPackage[] = [];
  for (const one of packages) released.push(await packOne(root, one, folder, run));
  const record = { commit, packages: released };
  return { record, recordSha256: writeRecord(folder, record) };
}

async function packOne(
  root: string,
  { name, version, folder: source }: PublicPackage,
  folder: string,
  run: Run,
): Promise<ReleasedPackage> {
  const file = tarballName({ name, version });
  await mustRun(run, 'pnpm', ['pack', '--out', join(folder, file)], { cwd: join(root, source) });
  const bytes = readFileSync(join(folder, file));
  return { name, version, folder: source, file, sha256: sha256(bytes), integrity: integrityOf(bytes) };
}

/** The table that whoever approves compares with. */
export function packedSummary({ record, recordSha256 }: Packed): string {
  const rows = record.packages.map(
    ({ name, version, sha256 }) => `| \`${name}\` | ${version} | \`${sha256}\` |`,
  );
  return [
    `## Packed from ${record.commit}`,
    '',
    '| Package | Version | sha256 of the tarball |',
    '| --- | --- | --- |',
    ...rows,
    '',
    `sha256 of release.json: \`${recordSha256}\``,
  ].join('\n');
}
