import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ConsumerChecks } from './consumer-checks.ts';
import { inLanes } from './in-lanes.ts';
import type { RehearsalOptions, RehearsedRelease } from './rehearsal.ts';
import { findRuntime, runtimeIds, thisMachine } from './runtimes.ts';

/** Tries what was published as its users would, in projects of their own, several at a time. */
export async function checkConsumers(options: RehearsalOptions, published: RehearsedRelease): Promise<void> {
  const { repository, flags, scratch, commands, report } = options;
  const checks = new ConsumerChecks(commands.run, scratch, published);
  const machine = thisMachine(published.runtimes);
  const oldest = findRuntime('node-20', machine);
  const oldestNode = 'missing' in oldest ? process.execPath : oldest.command[0];

  const independent = {
    'first-tests': () => checks.firstTests(),
    entries: () => checks.entries(oldestNode),
  };
  // The longest ones first.
  const inProject = {
    'typescript-5.9': () => checks.compiles('5.9'),
    'typescript-7': () => checks.compiles('7'),
    'command-line': () => checks.commandLine(),
  };
  const wanted = (name: string): boolean => flags.only?.has(name) ?? true;
  const needsProject = [...Object.keys(inProject), ...runtimeIds].some(wanted);
  const project = needsProject
    ? report.step('project made', () => checks.prepare(join(repository, 'rehearsal', 'consumer')))
    : Promise.resolve();

  const tasks: [name: string, task: () => Promise<unknown>][] = [
    ...Object.entries(independent).map(([name, check]): [string, () => Promise<unknown>] => [
      name,
      () => report.check(name, check),
    ]),
    ...Object.entries(inProject).map(([name, check]): [string, () => Promise<unknown>] => [
      name,
      async () => {
        await project;
        await report.check(name, check);
      },
    ]),
    ...runtimeIds.map((id): [string, () => Promise<unknown>] => [
      id,
      async () => {
        const runtime = findRuntime(id, machine);
        await project;
        // Where it is promised that all runtimes are tried, none may be left out.
        if ('missing' in runtime) report.skip(id, runtime.missing, process.env['CI'] === 'true');
        else await report.check(id, () => checks.runs(runtime));
      },
    ]),
  ];
  const lanes = inLanes(
    tasks.filter(([name]) => wanted(name)).map(([, task]) => task),
    Math.max(2, availableParallelism()),
  );
  await Promise.all([project, lanes]);
}
