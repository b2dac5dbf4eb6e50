import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publicManifests } from '../public-manifests.ts';
import type { Level } from '../upstream/diff/drift.ts';
import type { Base } from './base.ts';
import { findBase } from './base.ts';
import type { Change } from './change.ts';
import type { Changeset } from './changeset-file.ts';
import { changeLines } from './changeset-text.ts';
import { compareReports } from './compare-reports.ts';
import { filesAt, git, tryGit } from './git.ts';
import { missingLevels, releaseLevels } from './release-levels.ts';
import { compareSpecs } from './spec-changes.ts';
import { applyPlan, planChangeset, readChangesets } from './write-changeset.ts';

export interface BumpOptions {
  root: string;
  /** A commit to compare with, instead of the one that git suggests. */
  since?: string | undefined;
  /** `check` writes nothing, and fails where a changeset is missing. */
  mode: 'write' | 'dry-run' | 'check';
  /** The API reports of the working tree, by path. */
  reports: Map<string, string>;
}

export interface BumpResult {
  exitCode: 0 | 1;
  /** What to print. */
  lines: string[];
}

const specFolder = 'packages/types/openapi';

/** Compares specs and API reports with those that users have, and sees to a changeset that says what changed. */
export async function bump({ root, since, mode, reports }: BumpOptions): Promise<BumpResult> {
  const base = await findBase(root, since);
  const isHead = (await git(root, 'rev-parse', 'HEAD')).trim() === base.commit;
  const packages = publicManifests(root);
  const manifests = [...packages.values()];
  const oldSpecs = await filesAt(root, base.commit, [specFolder], /^[^/]+\/[^/]+\/[^/]+\/[^/]+\.json$/);
  const oldReports = await filesAt(root, base.commit, ['packages'], /^packages\/[^/]+\/api\/[^/]+\.api\.md$/);
  const lines = [`Compared with ${base.why}.`];
  if (oldReports.size === 0) lines.push('It has no API reports yet, so the specs alone are compared.');
  const changes = [
    ...compareSpecs(oldSpecs, await specsIn(root), manifests),
    ...(oldReports.size === 0 ? [] : compareReports(oldReports, reports)),
  ];
  const levels = releaseLevels(changes, new Map(manifests.map(({ name, version }) => [name, version])));
  const pending = await changesetsSince(root, base, await readChangesets(root));
  lines.push(...changeLines(changes).map((line) => `  ${line}`));
  if (changes.length === 0) {
    lines.push('Neither the specs nor the API of a package changed.');
    if (isHead) lines.push('If the change is committed already, name the commit before it: --since HEAD~1.');
  }
  if (mode === 'check') return check(lines, levels, pending);
  return { exitCode: 0, lines: [...lines, ...(await write({ root, mode, changes, levels, pending }))] };
}

async function specsIn(root: string): Promise<Map<string, string>> {
  const names = (await readdir(join(root, specFolder))).filter((name) => name.endsWith('.json')).sort();
  const read = names.map(
    async (name) => [`${specFolder}/${name}`, await readFile(join(root, specFolder, name), 'utf8')] as const,
  );
  return new Map(await Promise.all(read));
}

/** The changesets that are not in the base, or not as they are here: what is in it speaks of what came before. */
async function changesetsSince(
  root: string,
  base: Base,
  all: Map<string, Changeset>,
): Promise<Map<string, Changeset>> {
  const found = new Map<string, Changeset>();
  for (const [path, changeset] of all) {
    const was = await tryGit(root, 'show', `${base.commit}:${path}`);
    const is = was === undefined ? undefined : await readFile(join(root, path), 'utf8');
    if (was === undefined || was !== is) found.set(path, changeset);
  }
  return found;
}

function check(lines: string[], levels: Map<string, Level>, pending: Map<string, Changeset>): BumpResult {
  const missing = missingLevels(levels, pending);
  if (missing.length === 0) {
    if (levels.size > 0) lines.push('A changeset names each package that this concerns.');
    return { exitCode: 0, lines };
  }
  const told = missing.map(
    ({ name, needed, given }) =>
      `  ${name}: ${needed}${given === undefined ? '' : `, and a changeset says ${given}`}`,
  );
  lines.push(
    'No changeset names these packages as it must (run `pnpm bump`, look at what it wrote, and commit):',
    ...told,
  );
  return { exitCode: 1, lines };
}

async function write(job: {
  root: string;
  mode: 'write' | 'dry-run';
  changes: Change[];
  levels: Map<string, Level>;
  pending: Map<string, Changeset>;
}): Promise<string[]> {
  const { root, mode, changes, levels, pending } = job;
  const plan = await planChangeset(root, changes, levels, pending);
  if (plan === undefined)
    return changes.length === 0 ? ['Nothing to write.'] : ['Other changesets say all of it.'];
  const words = {
    write: ['Wrote', 'Would write'],
    update: ['Brought up to date:', 'Would bring up to date:'],
    keep: ['Nothing to add to', 'Nothing to add to'],
    delete: ['What it said is no longer so; deleted', 'What it says is no longer so; would delete'],
  }[plan.action];
  if (mode === 'write') await applyPlan(root, plan);
  const packages = [...levels].sort().map(([name, level]) => `  ${name}: ${level}`);
  return [
    `${mode === 'write' ? words[0] : words[1]} ${plan.path}`,
    ...(plan.action === 'delete' ? [] : packages),
    ...(mode === 'dry-run' && plan.text !== undefined && plan.action !== 'keep' ? ['', plan.text] : []),
    ...plan.warnings,
  ];
}
