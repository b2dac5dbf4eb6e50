import { join } from 'node:path';
import { publishedIntegrity } from './registry.ts';
import type { ReleasedPackage, ReleaseRecord } from './release-record.ts';
import type { Run } from './run.ts';
import { mustRun } from './run.ts';

export interface Staged {
  readonly id: string;
  readonly state: 'live' | 'staged' | 'staged before' | 'failed' | 'not tried';
  /** What `npm stage approve` wants. */
  readonly stageId?: string;
}

/** The first npm that knows `npm stage`. */
const leastNpm = [11, 15] as const;

/**
 * Hands every tarball to the registry, in order, where each waits until a person approves it. What is there already is left
 * alone, so this can be run again after it failed. `report` hears how each package fares, also when one fails.
 */
export async function stage(
  folder: string,
  { packages }: ReleaseRecord,
  run: Run,
  report: (staged: readonly Staged[]) => void,
): Promise<void> {
  await checkNpm(run);
  const staged: Staged[] = packages.map((one) => ({ id: idOf(one), state: 'not tried' }));
  try {
    for (const [index, one] of packages.entries()) {
      staged[index] = { id: idOf(one), state: 'failed' };
      staged[index] = await stageOne(folder, one, run);
    }
  } finally {
    report(staged);
  }
}

async function checkNpm(run: Run): Promise<void> {
  const version = (await mustRun(run, 'npm', ['--version'])).trim();
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < leastNpm[0] || (major === leastNpm[0] && minor < leastNpm[1]))
    throw new Error(
      `npm ${version} cannot stage packages: take a Node with npm ${leastNpm.join('.')} or later (node-version in release.yml).`,
    );
}

async function stageOne(folder: string, one: ReleasedPackage, run: Run): Promise<Staged> {
  const id = idOf(one);
  const live = await publishedIntegrity(run, one);
  if (live === one.integrity) return { id, state: 'live' };
  if (live !== undefined)
    throw new Error(
      `${id} is published with other bytes: ${live} instead of ${one.integrity}. Raise the version; a published one cannot change.`,
    );
  const { code, stdout, stderr } = await run('npm', [
    'stage',
    'publish',
    join(folder, one.file),
    '--provenance',
    '--access=public',
    '--ignore-scripts',
  ]);
  if (code !== 0) {
    if (/previously staged version/i.test(stderr)) return { id, state: 'staged before' };
    throw new Error(`npm stage publish ${one.file} ended with ${code}.\n${stdout}${stderr}`);
  }
  const [, stageId] = /staged with id ([0-9a-f-]+)/.exec(stdout) ?? [];
  return { id, state: 'staged', ...(stageId !== undefined && { stageId }) };
}

function idOf({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name}@${version}`;
}

/** What to do next, for the page of the run. */
export function stagedSummary(staged: readonly Staged[]): string {
  const rows = staged.map((one) => `| \`${one.id}\` | ${one.state} | ${nextStep(one)} |`);
  return [
    '## Staged',
    '',
    '| Version | State | To approve, from the top down |',
    '| --- | --- | --- |',
    ...rows,
    '',
    'When all of them are live, approve the next job: it makes the tags and the GitHub releases. RELEASING.md says what to check.',
  ].join('\n');
}

function nextStep({ state, stageId }: Staged): string {
  if (stageId !== undefined) return `\`npm stage approve ${stageId}\``;
  return state === 'staged before' ? 'by an earlier attempt, if it was ours: `npm stage list`' : '';
}
