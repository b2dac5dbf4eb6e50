import type { Emulator } from '../../emulator-types.ts';
import type { CliWorld } from '../cli-world.ts';
import { adminVariables, clientVariables } from '../client-variables.ts';
import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import { greeting } from '../greeting.ts';
import { createPalette } from '../palette.ts';
import { refuseArguments } from '../positionals.ts';
import type { Session } from '../sessions.ts';
import { removeSession, writeSession } from '../sessions.ts';
import { startEmulator } from '../start-emulator.ts';
import { readStartOptions, startOptions, startOptionsHelp } from '../start-options.ts';

const usualPort = 8800;

/** One line for scripts. */
function readyLine(emulator: Emulator, accessToken: string, pid: number): string {
  const { url, accountsUrl, origin, inspectorUrl, adminToken, credentials } = emulator;
  return JSON.stringify({
    url,
    accountsUrl,
    origin,
    inspectorUrl,
    adminToken,
    pid,
    env: {
      ...clientVariables(emulator, credentials, accessToken),
      ...adminVariables(origin, adminToken),
    },
  });
}

async function serve(emulator: Emulator, json: boolean, world: CliWorld): Promise<void> {
  const accessToken = emulator.issueToken();
  const session: Session = {
    url: emulator.origin,
    token: emulator.adminToken,
    pid: world.pid,
    startedAt: Date.now(),
  };
  if (!(await writeSession(session, world))) {
    world.printError(
      `cliqkit-emulator: ${world.sessionFolder} cannot be written, or others can look into it, so other commands will not find this emulator by themselves; give them --url and --token`,
    );
  }
  try {
    const stop = world.interrupted();
    world.print(
      json
        ? readyLine(emulator, accessToken, world.pid)
        : greeting(emulator, accessToken, createPalette(world.color)),
    );
    await stop;
  } finally {
    await removeSession(session, world);
  }
}

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator start [options]

Starts an emulator, and runs until Ctrl-C.

  --port <number>        port to listen on (default: ${usualPort}); 0 is any free one
${startOptionsHelp}
  --json                 print one line of JSON once it is ready: addresses, admin token, variables`,
  options: { ...startOptions, json: { type: 'boolean' } },
  async run({ values, positionals }, world) {
    refuseArguments(positionals);
    const emulator = await startEmulator(await readStartOptions(values, usualPort, world));
    try {
      await serve(emulator, values.json === true, world);
    } finally {
      await emulator.close();
    }
    return 0;
  },
});
