import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a process has ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds from the first word on stdout until its end. */
  readonly livedOnMs: number;
}

export interface ChildOptions {
  readonly args?: readonly string[];
  /** Flags of Node. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Where tsx is found. */
const folder = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a TypeScript file in a process of its own. An unhandled rejection ends it. */
export function runChild(file: URL, options: ChildOptions = {}): Promise<Ended> {
  const { args = [], flags = [], env = {}, timeoutMs = 300_000 } = options;
  const child = spawn(
    process.execPath,
    ['--conditions=@cliqkit/source', '--import', 'tsx', ...flags, fileURLToPath(file), ...args],
    {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    },
  );
  let [stdout, stderr] = ['', ''];
  let saidAt: number | undefined;
  child.stdout.on('data', (bytes: Buffer) => {
    saidAt ??= performance.now();
    stdout += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    let endedAt = 0;
    child.once('exit', () => {
      endedAt = performance.now();
    });
    child.once('close', (code) =>
      resolve({ code, stdout, stderr, livedOnMs: endedAt - (saidAt ?? endedAt) }),
    );
  });
}

/** What a child says as JSON. Throws with what it said otherwise, if it did not end well. */
export async function measureInChild<T>(file: URL, options: ChildOptions = {}): Promise<T> {
  const { code, stdout, stderr } = await runChild(file, options);
  if (code !== 0) throw new Error(`the process ended with ${code}: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout) as T;
}
