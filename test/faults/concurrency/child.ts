import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** How a process has ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const require = createRequire(import.meta.url);
/** Reads TypeScript, whatever version of the runtime this is. */
const loader = pathToFileURL(require.resolve('tsx')).href;
/** A process that has not ended by then is ended. */
const longestMs = 20_000;

/** Runs a TypeScript file in a process of its own. An unhandled rejection ends it, with a code that is not 0. */
export function runChild(
  file: URL,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ended> {
  const child = spawn(
    process.execPath,
    [
      '--unhandled-rejections=strict',
      '--conditions=@cliqkit/source',
      `--import=${loader}`,
      fileURLToPath(file),
      ...args,
    ],
    { env: { ...process.env, ...env }, timeout: longestMs, killSignal: 'SIGKILL' },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes: Buffer) => {
    stdout += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
