import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuiltRelease } from './build-release.ts';
import { buildRelease } from './build-release.ts';
import type { Commit } from './checkout.ts';
import { checkOut, readCommit } from './checkout.ts';
import type { Commands } from './commands.ts';
import { comparePacks } from './compare-packs.ts';
import { describeRelease } from './describe-release.ts';
import type { Flags } from './flags.ts';
import { outsideEnvironment } from './outside-environment.ts';
import { publish, useRegistry, verifyPublished } from './publish.ts';
import { readUpstream, startRegistry } from './registry.ts';
import type { Report } from './report.ts';

export interface RehearsalOptions {
  readonly repository: string;
  readonly flags: Flags;
  /** Where checkouts, the registry and projects go. */
  readonly scratch: string;
  readonly commands: Commands;
  readonly report: Report;
  readonly interrupted: AbortSignal;
}

/** A release, published to a registry of this machine. */
export interface RehearsedRelease {
  readonly release: BuiltRelease;
  /** For whatever a user of the packages would do. */
  readonly outside: NodeJS.ProcessEnv;
  /** The folder with the runtimes. */
  readonly runtimes: string;
}

/** Builds the commit twice, compares what is packed, and publishes it to a registry that it starts. */
export async function rehearseRelease(options: RehearsalOptions): Promise<RehearsedRelease> {
  const { repository, flags, scratch, commands, report, interrupted } = options;
  const { run } = commands;
  const runtimes = join(repository, 'rehearsal', 'runtimes');
  const home = join(scratch, 'home');
  await mkdir(home);
  const commit = await readCommit(run, repository);
  report.note(describeCommit(commit));

  const build = async (name: string): Promise<BuiltRelease> => {
    const folder = join(scratch, name);
    await checkOut(run, repository, commit, folder);
    return buildRelease(run, folder, join(scratch, `packs-of-${name}`));
  };
  const isCompared = flags.only?.has('packs') ?? true;
  const [release, again, upstream] = await Promise.all([
    report.step('built', () => build('checkout')),
    isCompared ? report.step('built again', () => build('another-checkout')) : undefined,
    readUpstream(run, scratch),
    report.step('runtimes installed', () =>
      run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'], {
        cwd: runtimes,
        env: process.env,
      }),
    ),
  ]);
  if (again !== undefined) {
    await report.check('packs', async () => {
      const hashes = await compareReleases(commands, release, again);
      return { seen: `${hashes} tarballs are the same, byte for byte, from two builds` };
    });
  }

  const ours = release.packages.map(({ name }) => name);
  const registry = await report.step('registry started', () =>
    startRegistry(commands, { runtimes, folder: join(scratch, 'registry'), upstream, ours }),
  );
  const outside = outsideEnvironment(process.env, { repository, home, registry });
  const tags = await report.step('published', async () => {
    await useRegistry(home, registry, ours);
    const made = await publish(run, release, outside);
    await verifyPublished(registry, release, interrupted);
    return made;
  });
  report.note(await describeRelease(release, tags));
  return { release, outside, runtimes };
}

function describeCommit({ id, uncommitted }: Commit): string {
  const commit = `Rehearses commit ${id.slice(0, 10)} as it would be released.`;
  if (uncommitted.length === 0) return commit;
  const more = uncommitted.length > 10 ? [`  and ${uncommitted.length - 10} more`] : [];
  return [
    commit,
    'WARNING: these files have changes that are not committed, and are NOT in it:',
    ...uncommitted.slice(0, 10).map((line) => `  ${line}`),
    ...more,
  ].join('\n');
}

async function compareReleases(
  { run }: Commands,
  release: BuiltRelease,
  again: BuiltRelease,
): Promise<number> {
  const problems = await Promise.all(
    release.packages.map(async ({ name }) => {
      const [one, other] = [release.tarballs.get(name), again.tarballs.get(name)];
      if (one === undefined || other === undefined) return [`${name} was packed once only`];
      return (await comparePacks(run, one, other)).map((what) => `${name}: ${what}`);
    }),
  );
  if (problems.flat().length > 0)
    throw new Error(['Two builds of one commit differ:', ...problems.flat()].join('\n'));
  return release.packages.length;
}
