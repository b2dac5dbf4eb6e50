import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import { emulatorOptions, emulatorOptionsHelp, findEmulator } from '../find-emulator.ts';
import { readWord } from '../positionals.ts';

const parts = ['state', 'tokens', 'limits', 'faults', 'journal'] as const;

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator reset [part…] [options]

Takes the running emulator back to its seed: ${parts.join(', ')}, or only the parts that are named. The
clock and the quirks stay as they are.

${emulatorOptionsHelp}`,
  options: emulatorOptions,
  async run({ values, positionals }, world) {
    const named = [...new Set(positionals.map((word) => readWord(word, parts, 'part')))];
    const { admin } = await findEmulator(values, world);
    await admin.reset(named.length === 0 ? {} : { parts: named });
    world.print(`Back to the start: ${(named.length === 0 ? parts : named).join(', ')}`);
    return 0;
  },
});
