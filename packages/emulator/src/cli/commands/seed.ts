import { basename, extname } from 'node:path';
import { UsageError } from '../cli-errors.ts';
import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import { emulatorOptions, emulatorOptionsHelp, findEmulator } from '../find-emulator.ts';
import { readNamedFile } from '../named-file.ts';
import { refuseArguments } from '../positionals.ts';

/** Names of scenarios have neither. */
const isFile = (name: string): boolean => extname(name) !== '' || /[/\\]/u.test(name);

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator seed <file or scenario> [options]

Starts the running emulator anew from a YAML or JSON file, or from a scenario.

  --list   list the scenarios

${emulatorOptionsHelp}`,
  options: { ...emulatorOptions, list: { type: 'boolean' } },
  async run({ values, positionals: [name, ...more] }, world) {
    refuseArguments(more);
    if (name === undefined && values.list !== true) {
      throw new UsageError('say which, as in: cliqkit-emulator seed large, or seed workspace.yaml');
    }
    const { admin } = await findEmulator(values, world);
    if (name === undefined) {
      const { textTable } = await import('../text-table.ts');
      const scenarios = await admin.getScenarios();
      world.print(textTable(scenarios.map((scenario) => [scenario.name, scenario.description])).join('\n'));
      return 0;
    }
    if (isFile(name)) {
      const text = await readNamedFile(name, world);
      const { readSeed } = await import('../../seeds/read-seed.ts');
      await admin.putSeed({ seed: { ...readSeed(text, basename(name)) } });
    } else {
      await admin.putSeed({ scenario: name });
    }
    world.print(`Started anew from ${name}`);
    return 0;
  },
});
