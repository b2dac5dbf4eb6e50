import { parseArgs } from 'node:util';
import { createEmulator } from '../emulator.ts';
import { greeting } from './greeting.ts';

/** The world around the command line, so that tests can stand in for it. */
export interface CliWorld {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  /** Settles when the user wants to stop. */
  readonly interrupted: () => Promise<void>;
}

const usage = `Usage: cliqkit-emulator start [--port <number>]

  --port   port on 127.0.0.1 to listen on (default: any free port)`;

function portOf(text: string | undefined): number {
  const port = Number(text ?? '0');
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(
      `@cliqkit/emulator: ${JSON.stringify(text)} is not a port; give a number from 0 to 65535`,
    );
  }
  return port;
}

async function start(port: number, world: CliWorld): Promise<void> {
  const emulator = await createEmulator({ port });
  world.print(greeting(emulator));
  await world.interrupted();
  await emulator.close();
}

/** Runs the command line. Gives the exit code of the process. */
export async function runCli(args: readonly string[], world: CliWorld): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help === true) {
      world.print(usage);
      return 0;
    }
    if (positionals.length !== 1 || positionals[0] !== 'start') throw new Error('The command is `start`.');
    await start(portOf(values.port), world);
    return 0;
  } catch (error) {
    world.printError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 1;
  }
}
