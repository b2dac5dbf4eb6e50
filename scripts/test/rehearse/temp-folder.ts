import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Run } from '../../src/rehearse/commands.ts';
import { Commands } from '../../src/rehearse/commands.ts';

/** A folder that is gone when the test ends. */
export async function tempFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'cliqkit-rehearse-test-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs programs, and ends them with the test. */
export function runForTest(): Run {
  const commands = new Commands(new AbortController().signal);
  onTestFinished(() => commands.endAll());
  return commands.run;
}
