import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import { emulatorOptions, emulatorOptionsHelp, findEmulator } from '../find-emulator.ts';
import { refuseArguments } from '../positionals.ts';
import { oneLine } from '../text-table.ts';

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator violations [options]

Lists what clients should not have done, since the start or the last reset.

  --strict   exit with 1 if there is any
  --json     print them as JSON

${emulatorOptionsHelp}`,
  options: { ...emulatorOptions, strict: { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ values, positionals }, world) {
    refuseArguments(positionals);
    const { admin } = await findEmulator(values, world);
    const violations = await admin.getViolations();
    if (values.json === true) world.print(JSON.stringify(violations));
    else if (violations.length === 0) world.print('None');
    else world.print(violations.map(({ message }) => oneLine(message)).join('\n'));
    return values.strict === true && violations.length > 0 ? 1 : 0;
  },
});
