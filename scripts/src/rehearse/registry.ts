import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailure } from './command-failure.ts';
import type { Commands, Run } from './commands.ts';

/** Where other packages than ours come from: what npm is set up with on this machine. */
export async function readUpstream(run: Run, cwd: string): Promise<string> {
  const said = await run('npm', ['config', 'get', 'registry'], { cwd, env: process.env });
  return said.trim();
}

const startTimeoutMs = 60_000;

/** Starts a registry on a free port of this machine. Gives its address. */
export async function startRegistry(
  commands: Commands,
  {
    runtimes,
    folder,
    upstream,
    ours,
  }: { runtimes: string; folder: string; upstream: string; ours: string[] },
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const args = [join(runtimes, 'registry.mjs'), folder, upstream, ...ours];
  const child = commands.start(process.execPath, args, { cwd: folder, env: process.env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const port = await new Promise<number>((resolve, reject) => {
    const fail = (what: string): void => reject(new CommandFailure('the registry', what, output));
    const timer = setTimeout(() => fail('did not start within a minute'), startTimeoutMs);
    // Sent by registry.mjs, and by nothing else.
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', () => fail('ended before it was ready'));
    child.once('close', () => clearTimeout(timer));
    child.once('message', () => clearTimeout(timer));
  });
  return `http://127.0.0.1:${port}/`;
}
