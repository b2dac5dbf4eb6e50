import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import { emulatorOptions, emulatorOptionsHelp, findEmulator } from '../find-emulator.ts';
import { readQuirkOptions } from '../read-quirk-options.ts';
import { textTable } from '../text-table.ts';

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator quirks [name=value…] [options]

Sets quirks, the positions of what is unknown or contradictory about the service, and shows all of them.

  --json   print them as JSON

${emulatorOptionsHelp}`,
  options: { ...emulatorOptions, json: { type: 'boolean' } },
  async run({ values, positionals }, world) {
    const changes = readQuirkOptions(positionals);
    const { admin } = await findEmulator(values, world);
    const quirks = positionals.length === 0 ? await admin.getQuirks() : await admin.setQuirks({ ...changes });
    world.print(
      values.json === true
        ? JSON.stringify(quirks)
        : textTable(Object.entries(quirks).map(([name, position]) => [name, String(position)])).join('\n'),
    );
    return 0;
  },
});
