import { parseArgs } from 'node:util';

export interface Flags {
  /** Names of the checks to make; undefined for all. */
  readonly only: ReadonlySet<string> | undefined;
  /** Whether the folder with the checkouts and projects stays. */
  readonly keep: boolean;
  readonly help: boolean;
}

/** What was typed makes no sense. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

/** Reads the command line. Throws a `FlagError` for what it does not know. */
export function readFlags(args: readonly string[], checks: readonly string[]): Flags {
  const { only, keep, help } = parse(args);
  const names = only?.flatMap((list) => list.split(',')).map((name) => name.trim());
  const unknown = names?.filter((name) => !checks.includes(name)) ?? [];
  if (unknown.length > 0)
    throw new FlagError(`there is no check ${unknown.join(', ')}; there are ${checks.join(', ')}`);
  return { only: names && new Set(names), keep, help };
}

function parse(args: readonly string[]): { only?: string[]; keep: boolean; help: boolean } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [said = ''] = error.message.split('. ', 1);
    throw new FlagError(said, { cause: error });
  }
}
