import { UsageError } from '../cli-errors.ts';
import type { CliWorld } from '../cli-world.ts';
import type { Command } from '../define-command.ts';
import { defineCommand } from '../define-command.ts';
import { faultKindsHelp, readFaultWords } from '../fault-words.ts';
import type { FoundEmulator } from '../find-emulator.ts';
import { emulatorOptions, emulatorOptionsHelp, findEmulator } from '../find-emulator.ts';
import { readWord, refuseArguments } from '../positionals.ts';
import { readDuration } from '../read-duration.ts';
import { textTable } from '../text-table.ts';

type Admin = FoundEmulator['admin'];
type Waiting = Awaited<ReturnType<Admin['getFaults']>>['waiting'][number];

const actions = ['list', 'add', 'random', 'remove', 'clear'] as const;

interface Order {
  readonly times?: string | undefined;
  readonly for?: string | undefined;
  readonly seed?: string | undefined;
  readonly json?: boolean | undefined;
}

function readCount(text: string): number | null {
  if (text === 'always') return null;
  if (/^[1-9]\d{0,6}$/u.test(text)) return Number(text);
  throw new UsageError(`${JSON.stringify(text)} is no number of calls; give one from 1, or always`);
}

function detail({ kind, ...rest }: Waiting['fault']): string {
  const told = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  return [kind, ...told].join(' ');
}

function rowOf({ id, target, fault, struck, left, endsAt }: Waiting): readonly string[] {
  const ends = endsAt === null ? '' : new Date(endsAt).toISOString();
  return [String(id), target, detail(fault), String(struck), left === null ? 'always' : String(left), ends];
}

async function list(admin: Admin, { json }: Order, { print }: CliWorld): Promise<void> {
  const account = await admin.getFaults();
  if (json === true) return print(JSON.stringify(account));
  const { waiting, struck, random } = account;
  const heading = ['id', 'target', 'fault', 'struck', 'left', 'ends'];
  if (waiting.length > 0) print(textTable([heading, ...waiting.map(rowOf)]).join('\n'));
  print(`${waiting.length} waiting, ${struck.length} struck${random === 0 ? '' : `, at random ${random}`}`);
}

async function add(admin: Admin, words: readonly string[], order: Order, { print }: CliWorld): Promise<void> {
  const [target, kind, ...told] = words;
  if (target === undefined || kind === undefined) {
    throw new UsageError('say where and what, as in: cliqkit-emulator faults add any status status=503');
  }
  const { readFaultTarget } = await import('../fault-target.ts');
  const added = await admin.addFault({
    target: readFaultTarget(target),
    fault: readFaultWords(kind, told),
    times: readCount(order.times ?? '1'),
    ...(order.for === undefined ? {} : { forMs: readDuration(order.for) }),
  });
  print(
    order.json === true
      ? JSON.stringify(added)
      : `Fault ${added.id}: ${detail(added.fault)}, on ${added.target}`,
  );
}

async function random(
  admin: Admin,
  words: readonly string[],
  { seed }: Order,
  { print }: CliWorld,
): Promise<void> {
  const [text = '', ...more] = words;
  refuseArguments(more);
  const rate = Number(text);
  if (text === '' || !(rate >= 0 && rate <= 1)) {
    throw new UsageError(`${JSON.stringify(text)} is not a rate; give a number from 0, never, to 1, always`);
  }
  if (seed !== undefined && !/^\d{1,15}$/u.test(seed))
    throw new UsageError(`${JSON.stringify(seed)} is no seed of dice; give a whole number`);
  await admin.setRandomFaults({ seed: Number(seed ?? '1'), rate });
  print(rate === 0 ? 'No faults at random' : `A fault strikes ${rate * 100} % of the calls`);
}

async function remove(admin: Admin, words: readonly string[], { print }: CliWorld): Promise<void> {
  const [id = '', ...more] = words;
  refuseArguments(more);
  if (!/^\d{1,15}$/u.test(id)) throw new UsageError('say which, by its id: cliqkit-emulator faults list');
  await admin.removeFault({ faultId: Number(id) });
  print(`Fault ${id} is taken back`);
}

export const command: Command = defineCommand({
  usage: `Usage: cliqkit-emulator faults [list]                          those that wait
       cliqkit-emulator faults add <target> <kind> [key=value…] let one strike the next call
       cliqkit-emulator faults random <rate> [--seed <number>]  let them strike at random: 0 never, 1 always
       cliqkit-emulator faults remove <id>                      take one back
       cliqkit-emulator faults clear                            forget all of them

A target is an operation such as addPinnedMessage, \`token\` for the token endpoint, or \`any\`.

  --times <number>   how many calls meet it, or always (default: 1)
  --for <duration>   it ends by itself after this time of the emulator's clock, such as 5m
  --json             print it as JSON

Kinds, and what they can be told:
${faultKindsHelp()}

${emulatorOptionsHelp}`,
  options: {
    ...emulatorOptions,
    times: { type: 'string' },
    for: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run({ values, positionals: [typed = 'list', ...words] }, world) {
    const action = readWord(typed, actions, 'action');
    const { admin } = await findEmulator(values, world);
    if (action === 'add') await add(admin, words, values, world);
    else if (action === 'random') await random(admin, words, values, world);
    else if (action === 'remove') await remove(admin, words, world);
    else {
      refuseArguments(words);
      if (action === 'list') await list(admin, values, world);
      else {
        await admin.clearFaults();
        world.print('All faults are forgotten');
      }
    }
    return 0;
  },
});
