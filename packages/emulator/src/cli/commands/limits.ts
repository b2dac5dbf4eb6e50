import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import { emulatorOptions, emulatorOptionsHelp, findEmulator } from '../find-emulator.ts';
import { createPalette } from '../palette.ts';
import { refuseArguments } from '../positionals.ts';
import { durationText } from '../read-duration.ts';
import { textTable } from '../text-table.ts';

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator limits [options]

Shows how much of each limit a user has used, and which URLs are locked.

  --user <id>   whose limits (default: the first user of the seed)
  --all         also those of which nothing is used
  --json        print them as JSON

${emulatorOptionsHelp}`,
  options: {
    ...emulatorOptions,
    user: { type: 'string' },
    all: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run({ values, positionals }, world) {
    refuseArguments(positionals);
    const { admin } = await findEmulator(values, world);
    const [gauges, { wall }] = await Promise.all([
      admin.getLimits(values.user === undefined ? {} : { user: values.user }),
      admin.getClock(),
    ]);
    if (values.json === true) {
      world.print(JSON.stringify(gauges));
      return 0;
    }
    const shown = gauges.filter(
      ({ used, lockedUntil }) => values.all === true || used > 0 || lockedUntil !== null,
    );
    const rows = shown.map(({ bucket, used, limit, windowMs, lockedUntil }) => [
      `${used}/${limit}`,
      durationText(windowMs),
      bucket,
      lockedUntil === null ? '' : `locked for ${durationText(lockedUntil - wall)}`,
    ]);
    const [heading = '', ...lines] = textTable([['used', 'in', 'URL', ''], ...rows]);
    const { red } = createPalette(world.color);
    if (rows.length === 0) world.print('Nothing is used');
    else
      world.print(
        [heading, ...lines.map((line, index) => (rows[index]?.[3] === '' ? line : red(line)))].join('\n'),
      );
    return 0;
  },
});
