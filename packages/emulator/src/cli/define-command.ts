import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import { didYouMean } from '../did-you-mean.ts';
import { UsageError } from './cli-errors.ts';
import type { CliWorld } from './cli-world.ts';

/** Options as `node:util` describes them. */
export type CommandOptions = NonNullable<ParseArgsConfig['options']>;

/** What was typed after the name of a command. */
type Given<Options extends CommandOptions> = Pick<
  ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>>,
  'values' | 'positionals'
>;

export interface CommandDefinition<Options extends CommandOptions> {
  /** What `--help` says. */
  readonly usage: string;
  readonly options: Options;
  /**
   * Whether it runs another command: its own options end before that command's name, or at `--`.
   *
   * @default false
   */
  readonly wraps?: boolean;
  /** Gives the exit code of the process. */
  readonly run: (given: Given<Options>, world: CliWorld) => Promise<number> | number;
}

/** A command, whatever its options are. */
export interface Command {
  run(args: readonly string[], world: CliWorld): Promise<number>;
}

/** Everything before the command that this one runs. */
function ownArguments(args: string[], options: CommandOptions): string[] {
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const end = tokens.find(({ kind }) => kind !== 'option');
  return args.slice(0, end?.index ?? args.length);
}

function requireKnown(args: string[], options: CommandOptions): void {
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option' || options[token.name] !== undefined) continue;
    const names = Object.keys(options).map((name) => `--${name}`);
    throw new UsageError(`there is no option ${token.rawName}; ${didYouMean(token.rawName, names)}`);
  }
}

function wantsHelp(args: string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

function parse<Options extends CommandOptions>(args: string[], options: Options): Given<Options> {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's advice after the first sentence is about arguments that begin with a dash.
    const [said = ''] = error.message.split(/[.\n]/u, 1);
    throw new UsageError(
      said
        .replace(/^Option/u, 'option')
        .replace(
          /argument is ambiguous$/u,
          'needs a value; one that begins with a dash follows a =, as in --name=-1',
        ),
      { cause: error },
    );
  }
}

/** Makes a command of its options and of what it does. */
export function defineCommand<Options extends CommandOptions>({
  usage,
  options,
  wraps = false,
  run,
}: CommandDefinition<Options>): Command {
  return {
    async run(given, world) {
      const args = [...given];
      const own = wraps ? ownArguments(args, options) : args;
      if (wantsHelp(own)) {
        world.print(usage);
        return 0;
      }
      requireKnown(own, options);
      const { values, positionals } = parse(own, options);
      const wrapped = args.slice(own.length);
      if (wrapped[0] === '--') wrapped.shift();
      return run({ values, positionals: wraps ? wrapped : positionals }, world);
    },
  };
}
