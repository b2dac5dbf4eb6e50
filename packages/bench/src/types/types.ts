import type { Benchmark, Figure, Flags } from '../frame/benchmark.ts';
import type { Cost, Version } from './compiler.ts';
import { compile, versions } from './compiler.ts';
import type { Library } from './consumers.ts';
import { callCount, libraries } from './consumers.ts';
import type { Consumer, Project } from './project.ts';
import { configOf, consumers, createProject } from './project.ts';
import { interleave } from './rounds.ts';

/** What compiling each consumer cost, round by round. */
type Costs = ReadonlyMap<Consumer, readonly Cost[]>;

const columns: Readonly<Record<keyof Cost, { name: string; unit: string }>> = {
  instantiations: { name: 'instantiations', unit: '' },
  types: { name: 'types', unit: '' },
  checkMs: { name: 'check time', unit: 'ms' },
  totalMs: { name: 'whole tsc', unit: 'ms' },
  memoryMiB: { name: 'memory', unit: 'MiB' },
};
const keys = Object.keys(columns).filter((key): key is keyof Cost => key in columns);

function compileAll(
  project: Project,
  version: Version,
  rounds: number,
  declarations = false,
): Promise<Costs> {
  return interleave(consumers, rounds, (consumer) =>
    compile(version, configOf(project, consumer, declarations)),
  );
}

/** One value of each round, less that of the empty module in the same round. */
function beyondEmpty(costs: Costs, consumer: Consumer, key: keyof Cost): readonly number[] {
  const empty = costs.get('empty') ?? [];
  return (costs.get(consumer) ?? []).map((cost, round) => cost[key] - (empty[round]?.[key] ?? Number.NaN));
}

/** The check time of a library over that of hand-written interfaces, each the mean of its faster rounds. */
function timesHandWritten(costs: Costs, library: Library): number {
  const ms = (consumer: Library): number => {
    const sorted = beyondEmpty(costs, consumer, 'checkMs').toSorted((one, other) => one - other);
    const faster = sorted.slice(0, Math.ceil(sorted.length / 2));
    return faster.reduce((sum, value) => sum + value, 0) / faster.length;
  };
  return ms(library) / ms('hand-written');
}

function figuresOf(costs: Costs, table: string): readonly Figure[] {
  return libraries.flatMap((library): Figure[] => {
    const cell = { table, row: library };
    const bound = (atMost: number): Pick<Figure, 'target'> =>
      library === 'cliqkit' ? { target: { atMost } } : {};
    return [
      ...keys.map((key) => ({
        ...columns[key],
        values: beyondEmpty(costs, library, key),
        cell,
        ...(key === 'instantiations' && bound(3_000)),
      })),
      {
        name: 'check',
        unit: 'x hand-written',
        values: [timesHandWritten(costs, library)],
        cell,
        ...bound(1.5),
      },
    ];
  });
}

/** What does not depend on how fast the machine is. */
function countsOf(costs: Costs, table: string): readonly Figure[] {
  return libraries.flatMap((row) =>
    (['instantiations', 'types', 'memoryMiB'] as const).map((key) => ({
      ...columns[key],
      values: beyondEmpty(costs, row, key),
      cell: { table, row },
    })),
  );
}

const defaults = { rounds: 6, rounds7: 10, declarations: 1 } as const satisfies Flags;

export const types: Benchmark = {
  name: 'types',
  about: `What the types cost a module that calls all ${callCount} operations, by tsc --extendedDiagnostics.`,
  method: [
    `A consumer for each library calls each of the ${callCount} operations once, with the same ids and bodies, and reads a field of each reply that has one. It is compiled with \`strict\` and \`skipLibCheck\`, in a folder of its own that finds the packages as users get them: their built declarations, through \`exports\`. All figures are less those of an empty module with the same settings in the same round, so that what remains is the consumer's, the declarations that it loads included.`,
    "Hand-written: plain interfaces with the same methods, in two declaration files. openapi-fetch: one client on the `paths` that openapi-typescript makes, as `@cliqkit/types` ships them. hey-api SDK: generated with its defaults from the same documents; it is source code in the user's project, so that its sources are checked with each run; compiled: the same SDK as declarations, as if it were a package of its own.",
    "tsc 5.9 says times in steps of 10 ms, tsc 7 in steps of 1 ms, and the hand-written interfaces take only a few of them: the ratio is that of the means of the faster half of the rounds, and still coarse with tsc 7. Most of the check time of 5.9 is the compiler's own code that runs for the first time, which is why a ratio of times lies far below one of instantiations. With more than one thread, tsc 7 instantiates the same types in each, where the project has several source files.",
    'The tables with `skipLibCheck false` say what is instantiated when the declarations are checked as well; what that takes is mostly the check of the library of the DOM, and not said. Rounds are interleaved, each beginning with another library.',
  ],
  flags: defaults,
  quick: { rounds: 1, rounds7: 1, declarations: 0 },
  plots: [
    {
      name: 'types-instantiations',
      title: `Instantiations of ${callCount} calls, TypeScript 5.9`,
      table: 'TypeScript 5.9',
      columns: ['instantiations'],
      kind: 'bars',
      log: true,
    },
    {
      name: 'types-check-time',
      title: `Check time of ${callCount} calls in ms, TypeScript 5.9`,
      table: 'TypeScript 5.9',
      columns: ['check time'],
      kind: 'bars',
    },
  ],
  async run(flags) {
    const { rounds, rounds7, declarations }: Record<keyof typeof defaults, number> = {
      ...defaults,
      ...flags,
    };
    const project = await createProject();
    try {
      const figures: Figure[] = [];
      for (const version of versions) {
        const costs = await compileAll(project, version, version === '7' ? rounds7 : rounds);
        figures.push(...figuresOf(costs, `TypeScript ${version}`));
      }
      if (declarations === 0) return figures;
      for (const version of versions) {
        const costs = await compileAll(project, version, declarations, true);
        figures.push(...countsOf(costs, `TypeScript ${version}, skipLibCheck false`));
      }
      return figures;
    } finally {
      await project.remove();
    }
  },
};
