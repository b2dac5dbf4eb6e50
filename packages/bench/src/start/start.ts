import type { Benchmark, Figure, Flags } from '../frame/benchmark.ts';
import { spreadOf } from '../frame/spread.ts';
import { installed } from './installed.ts';
import type { Library } from './libraries.ts';
import { libraries } from './libraries.ts';
import { modulesLoaded } from './modules-loaded.ts';
import { runImporter } from './run-importer.ts';

const table = 'a process that imports it';
const empty = { name: 'an empty module', packages: [] } as const;

/** Times of each, in rounds: one of every kind in each, a different one first. */
async function importTimes(rounds: number): Promise<ReadonlyMap<string, readonly number[]>> {
  const starters = [empty, ...libraries];
  const times = new Map<string, number[]>(starters.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const shift = round % starters.length;
    for (const { name, packages } of [...starters.slice(shift), ...starters.slice(0, shift)])
      times.get(name)?.push(await runImporter(packages));
  }
  return times;
}

function timeFigures(name: string, own: readonly number[], bare: readonly number[]): readonly Figure[] {
  const cell = { table, row: name };
  const target = name === 'cliqkit' ? { target: { atMost: 1.3 } } : {};
  return [
    { name: 'time', unit: 'ms', values: own, cell },
    {
      name: 'medians',
      unit: 'x empty',
      values: [spreadOf(own).median / spreadOf(bare).median],
      cell,
      ...target,
    },
    { name: 'minima', unit: 'x empty', values: [spreadOf(own).min / spreadOf(bare).min], cell },
  ];
}

async function weightFigures({ name, packages }: Library): Promise<readonly Figure[]> {
  const cell = { table, row: name };
  const { names, bytes } = installed(packages);
  const isOurs = (dependency: string): boolean =>
    dependency === 'cliqkit' || dependency.startsWith('@cliqkit/');
  const foreign = names.filter((dependency) => !isOurs(dependency) && !packages.includes(dependency));
  const target = isOurs(name) ? { target: { atMost: 4 } } : {};
  return [
    { name: 'modules', unit: 'files', values: [await modulesLoaded(packages)], cell },
    { name: 'installed', unit: 'kB', values: [bytes / 1000], cell },
    { name: 'packages', unit: '', values: [names.length], cell },
    { name: 'beyond its own', unit: 'packages', values: [foreign.length], cell, ...target },
  ];
}

const defaults = { rounds: 16 } as const satisfies Flags;

export const start: Benchmark = {
  name: 'start',
  about:
    'What a library costs before its first call: the time of a process that imports it, and what is installed.',
  method: [
    'Each process imports the built packages from a module that does nothing else, and ends. One of every kind runs in each round, a different one first; the empty module is a process like the others. The ratio of the minima is the one that other work on the machine disturbs least.',
    'Modules are the files of JavaScript that V8 has run, by its own list. Packages and their size are what an empty project gets from npm: the closure of the dependencies as they are installed here, every package once, and of cliqkit what it publishes. Types are in it: Slack depends on those of Node.',
  ],
  flags: defaults,
  quick: { rounds: 1 },
  plots: [
    {
      name: 'start-time',
      title: 'Process that imports a library, in times of one that imports nothing',
      table,
      columns: ['medians', 'minima'],
      kind: 'bars',
    },
  ],
  async run(flags) {
    const { rounds } = { ...defaults, ...flags };
    // Before the times are taken: the first run of each reads its files from disk.
    const weights = new Map<string, readonly Figure[]>();
    for (const library of libraries) weights.set(library.name, await weightFigures(library));
    const times = await importTimes(rounds);
    const bare = times.get(empty.name) ?? [];
    return [...times].flatMap(([name, own]) => [
      ...timeFigures(name, own, bare),
      ...(weights.get(name) ?? []),
    ]);
  },
};
