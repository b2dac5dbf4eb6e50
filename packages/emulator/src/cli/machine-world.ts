import { once } from 'node:events';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { CliWorld } from './cli-world.ts';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** NO_COLOR and FORCE_COLOR as in https://no-color.org and in Node. */
function showsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0';
  return process.stdout.isTTY && process.env['TERM'] !== 'dumb';
}

/** The world of this process. */
export function machineWorld(): CliWorld {
  return {
    print: (text) => console.log(text),
    printError: (text) => console.error(text),
    color: showsColor(),
    env: process.env,
    cwd: process.cwd(),
    sessionFolder: join(tmpdir(), `cliqkit-emulator-${process.getuid?.() ?? userInfo().username}`),
    pid: process.pid,
    isRunning,
    interrupted: async () => {
      await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
    },
    runCommand: async (command, variables) => {
      const { runCommand } = await import('./run-command.ts');
      return runCommand(command, { ...process.env, ...variables });
    },
  };
}
