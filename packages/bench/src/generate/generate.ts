import { operations as descriptors } from '@cliqkit/types';
import type { Benchmark, Figure, Flags } from '../frame/benchmark.ts';
import { interleave } from '../types/rounds.ts';
import { prepareTypesCommand, runFile, timed } from './processes.ts';
import { createSpecTrees, repository } from './spec-tree.ts';

const operations = Object.keys(descriptors).length;

const processes = {
  pipeline: 'pnpm generate, a new process',
  types: 'openapi-typescript (CLI)',
  lint: 'lint and bundle, a new process',
} as const;
type Name = keyof typeof processes;
const names = Object.keys(processes).filter((name): name is Name => name in processes);

/** The pipeline in a process of its own, against what spawning its parts takes. */
async function spawned(rounds: number): Promise<readonly Figure[]> {
  const command = await prepareTypesCommand();
  const start: Readonly<Record<Name, () => Promise<unknown>>> = {
    pipeline: () => runFile('generate-often.ts', ['0', '0', repository]),
    types: () => command.run(),
    lint: () => runFile('lint-and-bundle.ts', []),
  };
  try {
    const took = await interleave(names, rounds, (name) => timed(start[name]));
    const valuesOf = (name: Name): readonly number[] => took.get(name) ?? [];
    const both = 'the CLIs, one after the other';
    const sums = valuesOf('lint').map((ms, round) => ms + (valuesOf('types')[round] ?? Number.NaN));
    return [
      { name: processes.pipeline, unit: 'ms', values: valuesOf('pipeline'), besides: both },
      { name: both, unit: 'ms', values: sums },
      { name: processes.lint, unit: 'ms', values: valuesOf('lint') },
      { name: processes.types, unit: 'ms', values: valuesOf('types') },
    ];
  } finally {
    await command.remove();
  }
}

/** What the process says that generates often. */
interface Often {
  readonly cold: number;
  readonly warm: readonly number[];
  readonly grown: readonly (readonly number[])[];
}

/** Generates in one process: from the repository several times, then from specs with its operations so many times. */
async function inOneProcess(
  sizes: readonly number[],
  { runs, rounds }: { runs: number; rounds: number },
): Promise<readonly Figure[]> {
  const trees = await createSpecTrees(sizes);
  try {
    const roots = [repository, ...trees.map(({ root }) => root)];
    const said = await runFile('generate-often.ts', [String(runs), String(rounds), ...roots]);
    // The process prints this shape.
    const { cold, warm, grown } = JSON.parse(said) as Often;
    return [
      { name: 'pipeline, warm', unit: 'ms', values: warm, target: { atMost: 2_000 } },
      { name: 'pipeline, first in its process', unit: 'ms', values: [cold] },
      ...growthOf(sizes, grown),
    ];
  } finally {
    for (const tree of trees) await tree.remove();
  }
}

function growthOf(sizes: readonly number[], grown: Often['grown']): readonly Figure[] {
  const [last = [], beforeLast = []] = grown.toReversed();
  const [most = 0, half = 0] = sizes.toReversed();
  return [
    ...sizes.flatMap((size, index): Figure[] => {
      const cell = { table: 'operations', row: String(size * operations) };
      const values = grown[index] ?? [];
      return [
        { name: 'time', unit: 'ms', values, cell },
        { name: 'an operation', unit: 'ms', values: values.map((ms) => ms / (size * operations)), cell },
      ];
    }),
    {
      name: `${most * operations} operations over ${half * operations}`,
      unit: 'x time',
      values: last.map((ms, round) => ms / (beforeLast[round] ?? Number.NaN)),
      target: { atMost: 2.2 },
    },
  ];
}

const defaults = { spawns: 3, runs: 5, most: 100, rounds: 1 } as const satisfies Flags;

export const generate: Benchmark = {
  name: 'generate',
  about: 'From specs to types: linting, bundling, types, descriptors and documents, as `pnpm generate` does.',
  method: [
    `Everything that \`pnpm generate\` makes for the ${operations} operations is made, and not written. Cold is a new process, from its start to its end; warm are the runs after the first in one process.`,
    "Spawning its parts: openapi-typescript's own command, set by a redocly.yaml to make the types of the three modules in one run, which is what it is fastest with. Redocly's command line is not installed here; in its place stands a process that lints and bundles with the library behind it, @redocly/openapi-core, and so without what the command line itself takes to load. The two make neither descriptors nor documents, and none of the operations that share a URL.",
    'Growth: specs whose paths, operation ids, variants and own schemas are there several times under other names, in a folder laid out like the repository, linted by the same rules. Their sizes take turns in one process that is warm. The ratio is that of the two largest, of which one is twice the other.',
  ],
  flags: defaults,
  quick: { spawns: 0, runs: 1, most: 2, rounds: 1 },
  plots: [
    {
      name: 'generate-growth',
      title: 'Time of generation over operations, in ms',
      table: 'operations',
      columns: ['time'],
      kind: 'lines',
    },
  ],
  async run(flags) {
    const { spawns, runs, most, rounds }: Record<keyof typeof defaults, number> = { ...defaults, ...flags };
    const sizes = [
      ...new Set([1, Math.max(1, Math.floor(most / 10)), Math.max(1, Math.floor(most / 2)), most]),
    ];
    return [...(await inOneProcess(sizes, { runs, rounds })), ...(spawns === 0 ? [] : await spawned(spawns))];
  },
};
