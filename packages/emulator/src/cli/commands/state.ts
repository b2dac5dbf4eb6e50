import { CommandError, UsageError } from '../cli-errors.ts';
import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import type { FoundEmulator } from '../find-emulator.ts';
import { emulatorOptions, emulatorOptionsHelp, findEmulator } from '../find-emulator.ts';
import { readNamedFile, writeNamedFile } from '../named-file.ts';
import { createPalette } from '../palette.ts';
import { readWord, refuseArguments } from '../positionals.ts';
import { sideBarLines } from '../side-bar.ts';

const actions = ['show', 'save', 'load'] as const;

function readSnapshot(text: string, path: string): Parameters<FoundEmulator['admin']['putSnapshot']>[0] {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CommandError(`${JSON.stringify(path)} is not JSON, so it is no snapshot`, { cause });
  }
}

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator state [show]       the side bar of a user: pins, folders, chats
       cliqkit-emulator state save <file>  save a snapshot of everything but journal and clock; no token is in it
       cliqkit-emulator state load <file>  go back to a snapshot

  --user <id>      whose side bar (default: the first user of the seed)
  --network <id>   in which network (default: the workspace itself)
  --json           print it as JSON

${emulatorOptionsHelp}`,
  options: {
    ...emulatorOptions,
    user: { type: 'string' },
    network: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run({ values, positionals: [typed = 'show', file, ...more] }, world) {
    const action = readWord(typed, actions, 'action');
    refuseArguments(action === 'show' && file !== undefined ? [file] : more);
    const { admin } = await findEmulator(values, world);
    if (action === 'show') {
      const { user, network, json } = values;
      const sideBar = await admin.getWorkspace({
        ...(user === undefined ? {} : { user }),
        ...(network === undefined ? {} : { network }),
      });
      world.print(
        json === true
          ? JSON.stringify(sideBar)
          : sideBarLines(sideBar, createPalette(world.color)).join('\n'),
      );
      return 0;
    }
    if (file === undefined)
      throw new UsageError(`name a file, as in: cliqkit-emulator state ${action} state.json`);
    if (action === 'save') {
      await writeNamedFile(file, `${JSON.stringify(await admin.getSnapshot())}\n`, world);
      world.print(`Saved in ${file}`);
    } else {
      await admin.putSnapshot(readSnapshot(await readNamedFile(file, world), file));
      world.print(`Back to ${file}`);
    }
    return 0;
  },
});
