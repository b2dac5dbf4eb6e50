import { UsageError } from '../cli-errors.ts';
import type { CliWorld } from '../cli-world.ts';
import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import type { FoundEmulator } from '../find-emulator.ts';
import { emulatorOptions, emulatorOptionsHelp, findEmulator } from '../find-emulator.ts';
import { followJournal } from '../follow-journal.ts';
import { journalHeading, journalRow } from '../journal-rows.ts';
import { writeNamedFile } from '../named-file.ts';
import { createPalette } from '../palette.ts';
import { refuseArguments } from '../positionals.ts';
import { textTable } from '../text-table.ts';

type Entries = Awaited<ReturnType<FoundEmulator['admin']['getJournal']>>;

/** Columns stay in their places from one event to the next, if what is in them is not too long. */
const followedWidths = [4, 12, 26, 6, 24, 18];

/** The heading, and a line for each entry. */
function linesOf(entries: Entries, { color }: CliWorld, widths?: readonly number[]): readonly string[] {
  const { dim, green, red, yellow } = createPalette(color);
  const [heading = '', ...lines] = textTable([journalHeading, ...entries.map(journalRow)], widths);
  const painted = lines.map((line, index) => {
    const { status = 0, fault } = entries[index] ?? {};
    if (fault !== undefined) return yellow(line);
    return status >= 200 && status < 400 ? green(line) : red(line);
  });
  return [dim(heading), ...painted];
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,3}$|^10000$/u.test(text))
    throw new UsageError(`${JSON.stringify(text)} will not do for --last; give a number from 1 to 10000`);
  return Number(text);
}

async function follow(
  admin: FoundEmulator['admin'],
  first: number,
  json: boolean,
  world: CliWorld,
): Promise<void> {
  if (!json) world.print(linesOf([], world, followedWidths).join('\n'));
  const wasStopped = await followJournal(admin, first, world.interrupted(), (entries) => {
    if (json) for (const entry of entries) world.print(JSON.stringify(entry));
    else if (entries.length > 0) world.print(linesOf(entries, world, followedWidths).slice(1).join('\n'));
  });
  if (!wasStopped) world.printError('cliqkit-emulator: the emulator has stopped');
}

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator journal [options]

Lists what has arrived: operation, status, error code, fault, and whether a write was carried out.

  --last <number>   at most this many, the latest (default: 50)
  --follow          go on with what arrives, until Ctrl-C
  --har <file>      save requests and replies as an HTTP archive, which browsers' developer tools open; secrets are masked
  --json            print it as JSON; with --follow one line for each request

${emulatorOptionsHelp}`,
  options: {
    ...emulatorOptions,
    last: { type: 'string' },
    follow: { type: 'boolean' },
    har: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run({ values, positionals }, world) {
    refuseArguments(positionals);
    const limit = readCount(values.last ?? '50');
    const { admin } = await findEmulator(values, world);
    if (values.har !== undefined) {
      await writeNamedFile(values.har, `${JSON.stringify(await admin.getHar())}\n`, world);
      world.print(`Saved in ${values.har}`);
      return 0;
    }
    if (values.follow === true) {
      await follow(admin, limit, values.json === true, world);
      return 0;
    }
    const entries = await admin.getJournal({ limit });
    world.print(values.json === true ? JSON.stringify(entries) : linesOf(entries, world).join('\n'));
    return 0;
  },
});
