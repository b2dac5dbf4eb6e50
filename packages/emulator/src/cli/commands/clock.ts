import { UsageError } from '../cli-errors.ts';
import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import type { FoundEmulator } from '../find-emulator.ts';
import { emulatorOptions, emulatorOptionsHelp, findEmulator } from '../find-emulator.ts';
import { readWord, refuseArguments } from '../positionals.ts';
import { readDuration } from '../read-duration.ts';
import { readSpeed } from '../read-speed.ts';

const actions = ['show', 'advance', 'freeze', 'run'] as const;
type Turn = Parameters<FoundEmulator['admin']['turnClock']>[0];

/** What is to be done with the clock; `undefined` for a look at it. */
function turnOf([typed = 'show', ...words]: readonly string[]): Turn | undefined {
  const action = readWord(typed, actions, 'action');
  const [amount, ...more] = words;
  refuseArguments(action === 'advance' || action === 'run' ? more : words);
  if (action === 'show') return undefined;
  if (action === 'freeze') return { rate: 0 };
  if (action === 'run') return { rate: readSpeed(amount ?? '1x') };
  if (amount === undefined) throw new UsageError('say by how much, as in: cliqkit-emulator clock advance 5m');
  return { advanceMs: readDuration(amount) };
}

function pace(rate: number): string {
  if (rate === 0) return 'stands still';
  return rate === 1 ? 'runs as the machine does' : `runs ${rate} times as fast as the machine`;
}

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator clock [show]               what time it is
       cliqkit-emulator clock advance <duration>  let time pass at once: 90s, 5m, 1h30m, 250ms
       cliqkit-emulator clock freeze              let it stand still
       cliqkit-emulator clock run [60x]           let it run, as the machine does or faster

  --json   print it as JSON

${emulatorOptionsHelp}`,
  options: { ...emulatorOptions, json: { type: 'boolean' } },
  async run({ values, positionals }, world) {
    const turn = turnOf(positionals);
    const { admin } = await findEmulator(values, world);
    const clock = turn === undefined ? await admin.getClock() : await admin.turnClock(turn);
    world.print(
      values.json === true
        ? JSON.stringify(clock)
        : `${new Date(clock.wall).toISOString()}  ${clock.controllable ? pace(clock.rate) : 'cannot be turned'}`,
    );
    return 0;
  },
});
