// `pnpm release:rehearse`: a release of the last commit, to a registry of this machine, tried as its users would.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkConsumers } from './check-consumers.ts';
import { checkNames } from './check-names.ts';
import { Commands } from './commands.ts';
import { FlagError, readFlags } from './flags.ts';
import { listenForInterruption } from './interruption.ts';
import { rehearseRelease } from './rehearsal.ts';
import { Report } from './report.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[/\\]$/, '');
const help = `Usage: pnpm release:rehearse [--only <check,…>] [--keep]

Publishes the last commit, as a release would, to a registry that it starts on this machine, and tries the packages in
projects outside the repository. Nothing is published elsewhere, and the repository stays as it is.

  --only <check,…>  only these: ${checkNames.slice(0, 8).join(', ')},
                    ${checkNames.slice(8).join(', ')}
  --keep            leaves the checkouts, packs and projects in place, and says where they are`;

async function main(): Promise<number> {
  const flags = readFlags(process.argv.slice(2), checkNames);
  if (flags.help) {
    console.log(help);
    return 0;
  }
  if (process.platform === 'win32') throw new Error('The rehearsal runs on Linux and macOS.');

  const interruption = listenForInterruption();
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'cliqkit-rehearsal-')));
  const commands = new Commands(interruption.signal);
  const report = new Report(console.log);
  const options = { repository, flags, scratch, commands, report, interrupted: interruption.signal };
  try {
    await checkConsumers(options, await rehearseRelease(options));
    interruption.signal.throwIfAborted();
    return report.finish() ? 0 : 1;
  } catch (error) {
    const exitCode = interruption.exitCode();
    const reason = exitCode === undefined ? error : interruption.signal.reason;
    console.error(`\nThe rehearsal stopped: ${reason instanceof Error ? reason.message : reason}`);
    return exitCode ?? 1;
  } finally {
    await commands.endAll();
    if (flags.keep) console.log(`Kept: ${scratch}`);
    else await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
    interruption.dispose();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage = error instanceof FlagError;
  console.error(isUsage ? `${error.message}\n\n${help}` : error instanceof Error ? error.message : error);
  process.exitCode = isUsage ? 2 : 1;
}
