// pnpm run release plan | pack <folder> [--all] | stage <folder> | announce <folder>
// What release.yml does, job by job. It needs no installed package, so that the job that publishes installs none.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { announce } from './announce.ts';
import { addSummary, setOutputs } from './github-files.ts';
import { pack, packedSummary } from './pack.ts';
import { plan } from './plan.ts';
import { publicPackages } from './public-packages.ts';
import type { ReleaseRecord } from './release-record.ts';
import { readRecord } from './release-record.ts';
import { run } from './run.ts';
import { stage, stagedSummary } from './stage.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const [command, path] = process.argv.slice(2);

function folder(): string {
  if (path === undefined) throw new Error(`pnpm run release ${command} needs a folder for the tarballs.`);
  // pnpm changes the working directory to that of the script; this is where the command was typed.
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set. release.yml sets it.`);
  return value;
}

function record(): ReleaseRecord {
  return readRecord(folder(), { sha256: variable('RECORD_SHA256'), commit: variable('GITHUB_SHA') });
}

async function main(): Promise<void> {
  switch (command) {
    case 'plan': {
      const { version, release } = await plan(root, run);
      setOutputs(process.env, { version: String(version), release: String(release.length > 0) });
      const what = version
        ? 'Changesets become versions.'
        : `To release: ${release.join(', ') || 'nothing'}.`;
      return addSummary(process.env, what);
    }
    case 'pack': {
      const { release } = process.argv.includes('--all') ? { release: undefined } : await plan(root, run);
      const packages = publicPackages(root).filter(
        (one) => release?.includes(`${one.name}@${one.version}`) ?? true,
      );
      if (packages.length === 0)
        throw new Error(
          'Nothing to pack: changesets wait for `pnpm run version`, or every version is published.',
        );
      const packed = await pack(root, packages, folder(), run);
      setOutputs(process.env, { record: packed.recordSha256 });
      return addSummary(process.env, packedSummary(packed));
    }
    case 'stage':
      return stage(folder(), record(), run, (staged) => addSummary(process.env, stagedSummary(staged)));
    case 'announce': {
      const repository = variable('GITHUB_REPOSITORY');
      const made = await announce(record(), { root, folder: folder(), repository }, run);
      return addSummary(process.env, `Tags made: ${made.join(', ') || 'none, all were there'}.`);
    }
    default:
      throw new Error('Say what to do: plan, pack <folder>, stage <folder> or announce <folder>.');
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
