import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { CommandFailure } from './command-failure.ts';

export interface RunOptions {
  readonly cwd: string;
  /** The whole environment of the program. */
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds after which it is ended. */
  readonly timeoutMs?: number;
}

/** Runs a program and gives what it prints on its standard output. */
export type Run = (program: string, args: readonly string[], options: RunOptions) => Promise<string>;

const defaultTimeoutMs = 300_000;
/** How long a program may take to tidy up when it is told to end. */
const graceMs = 3_000;

/** Runs programs, each with what it starts in a process group of its own, so that none is left over. */
export class Commands {
  readonly #interrupted: AbortSignal;
  readonly #running = new Map<ChildProcess, Promise<void>>();

  /** When the signal is aborted, all that runs is ended, and nothing more is started. */
  constructor(interrupted: AbortSignal) {
    this.#interrupted = interrupted;
    interrupted.addEventListener('abort', () => void this.endAll());
  }

  readonly run: Run = (program, args, { timeoutMs = defaultTimeoutMs, ...options }) => {
    const child = this.#start(program, args, options, ['ignore', 'pipe', 'pipe']);
    const command = [basename(program), ...args].join(' ');
    let printed = '';
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    let tooLate = false;
    const timer = setTimeout(() => {
      tooLate = true;
      void this.end(child);
    }, timeoutMs);
    return new Promise<string>((resolve, reject) => {
      child.once('error', (cause) =>
        reject(new CommandFailure(command, `cannot be run: ${cause.message}`, output, { cause })),
      );
      child.once('close', (code, signal) => {
        if (this.#interrupted.aborted) reject(this.#interrupted.reason);
        else if (tooLate)
          reject(new CommandFailure(command, `took more than ${timeoutMs / 1000} s, and was ended`, output));
        else if (code === 0) resolve(printed);
        else reject(new CommandFailure(command, `failed (${signal ?? `exit code ${code}`})`, output));
      });
    }).finally(() => clearTimeout(timer));
  };

  /** Starts a program that runs until it is ended. It has an IPC channel, and should end when that closes. */
  start(program: string, args: readonly string[], options: RunOptions): ChildProcess {
    return this.#start(program, args, options, ['ignore', 'pipe', 'pipe', 'ipc']);
  }

  /** Ends a program and all that it has started. */
  async end(child: ChildProcess): Promise<void> {
    const gone = this.#running.get(child);
    if (gone === undefined) return;
    signalGroup(child, 'SIGTERM');
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    await gone;
    clearTimeout(timer);
  }

  async endAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((child) => this.end(child)));
  }

  #start(
    program: string,
    args: readonly string[],
    { cwd, env }: RunOptions,
    stdio: ('ignore' | 'pipe' | 'ipc')[],
  ): ChildProcess {
    this.#interrupted.throwIfAborted();
    const child = spawn(program, args, { cwd, env, stdio, detached: true });
    const gone = new Promise<void>((resolve) => {
      child.once('error', () => resolve());
      child.once('exit', () => {
        // What it has started and left behind.
        signalGroup(child, 'SIGKILL');
        resolve();
      });
    });
    this.#running.set(child, gone);
    void gone.then(() => this.#running.delete(child));
    return child;
  }
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // The whole group has ended already; macOS says EPERM of a group whose last process is not yet collected.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
