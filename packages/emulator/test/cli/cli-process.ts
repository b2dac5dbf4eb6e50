import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** How a process has ended, and what it said. */
interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliProcess {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<Ended>;
  /** The first line on its standard output. */
  line(): Promise<string>;
}

const program = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
/** Where tsx is found. */
const folder = fileURLToPath(new URL('../../../../test/', import.meta.url));

/** Starts the command line, as it is in `src`, in a process of its own. */
export function startCli(args: readonly string[], env: Readonly<Record<string, string>>): CliProcess {
  const child = spawn(
    process.execPath,
    ['--conditions=@cliqkit/source', '--import', 'tsx', program, ...args],
    {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => {
    stdout += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }));
  return {
    child,
    ended,
    async line() {
      const tooEarly = ended.then(() => Promise.reject(new Error(`it has ended: ${stderr}`)));
      while (!stdout.includes('\n')) await Promise.race([once(child.stdout, 'data'), tooEarly]);
      return stdout.slice(0, stdout.indexOf('\n'));
    },
  };
}
