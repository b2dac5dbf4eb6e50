import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CliWorld } from '../../src/cli/cli-world.ts';
import { runCli } from '../../src/cli/run-cli.ts';

/** What a command has left behind. */
interface Ran {
  readonly code: number;
  readonly printed: string;
  readonly errors: string;
}

/** An emulator that was started by the command line, in this process. */
interface Started {
  /** What `--json` has printed. */
  readonly ready: Ready;
  /** Ctrl-C. */
  stop(): Promise<Ran>;
}

export interface Ready {
  readonly url: string;
  readonly accountsUrl: string;
  readonly origin: string;
  readonly inspectorUrl: string;
  readonly adminToken: string;
  readonly pid: number;
  readonly env: Readonly<Record<string, string>>;
}

/** The command line in a world of its own: an empty folder, no variables, and this process as the only one that runs. */
export interface CliBench {
  readonly folder: string;
  /** Runs a command to its end. */
  run(args: readonly string[], changes?: Partial<CliWorld>): Promise<Ran>;
  /** Runs `start --port 0 --json`, with these arguments beside, until it is ready. */
  start(...args: readonly string[]): Promise<Started>;
}

export async function createCliBench(): Promise<CliBench> {
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));

  async function run(args: readonly string[], changes: Partial<CliWorld> = {}): Promise<Ran> {
    const printed: string[] = [];
    const errors: string[] = [];
    const code = await runCli(args, {
      print: (text) => printed.push(text),
      printError: (text) => errors.push(text),
      color: false,
      env: {},
      cwd: folder,
      sessionFolder: join(folder, 'sessions'),
      pid: process.pid,
      isRunning: (pid) => pid === process.pid,
      interrupted: () => Promise.resolve(),
      runCommand: () => Promise.reject(new Error('no command is to be run here')),
      ...changes,
    });
    return { code, printed: printed.join('\n'), errors: errors.join('\n') };
  }

  async function start(...args: readonly string[]): Promise<Started> {
    const user = new EventEmitter();
    const printed = once(user, 'print');
    const ended = run(['start', '--port', '0', '--json', ...args], {
      interrupted: async () => void (await once(user, 'interrupt')),
      print: (text) => user.emit('print', text),
    });
    const stop = (): Promise<Ran> => {
      user.emit('interrupt');
      return ended;
    };
    onTestFinished(async () => {
      await stop();
    });
    const [line] = await Promise.race([
      printed,
      ended.then(({ errors }) => Promise.reject(new Error(errors))),
    ]);
    const ready: Ready = JSON.parse(line);
    return { ready, stop };
  }

  return { folder, run, start };
}
