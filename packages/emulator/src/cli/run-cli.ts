import { didYouMean } from '../did-you-mean.ts';
import { CommandError, UsageError } from './cli-errors.ts';
import type { CliWorld } from './cli-world.ts';
import { commands } from './commands.ts';

const failed = 1;
const misused = 2;

function overview(): string {
  const width = Math.max(...[...commands.keys()].map((name) => name.length));
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: cliqkit-emulator <command> [options]

Zoho Cliq on your own machine.

${lines.join('\n')}

  --help     what a command does: cliqkit-emulator start --help
  --version  the version of this program

Exit codes: 0 it is done; 1 it could not be done; 2 it was not understood; \`exec\` gives that of its command.`;
}

async function run([name, ...args]: readonly string[], world: CliWorld): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    const [topic] = args;
    if (topic !== undefined) return run([topic, '--help'], world);
    world.print(overview());
    return 0;
  }
  if (name === '--version' || name === '-v') {
    const { version } = await import('../version.ts');
    world.print(version);
    return 0;
  }
  if (name === undefined) throw new UsageError('a command is missing, such as: cliqkit-emulator start');
  const entry = commands.get(name);
  if (entry === undefined) {
    const meant = didYouMean(name, [...commands.keys()]);
    throw new UsageError(`there is no command ${JSON.stringify(name)}; ${meant}`);
  }
  const { command } = await entry.load();
  return command.run(args, world);
}

/** What went wrong, in one message. A stack is for what nobody has foreseen. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const prefix = '@cliqkit/emulator: ';
  if (error.message.startsWith(prefix)) return error.message.slice(prefix.length);
  if (error instanceof UsageError || error instanceof CommandError) return error.message;
  return error.stack ?? error.message;
}

/** Runs the command line. Gives the exit code of the process. */
export async function runCli(args: readonly string[], world: CliWorld): Promise<number> {
  try {
    return await run(args, world);
  } catch (error) {
    world.printError(`cliqkit-emulator: ${explain(error)}`);
    if (!(error instanceof UsageError)) return failed;
    const [name] = args;
    const topic = name !== undefined && commands.has(name) ? `${name} ` : '';
    world.printError(`See: cliqkit-emulator ${topic}--help`);
    return misused;
  }
}
