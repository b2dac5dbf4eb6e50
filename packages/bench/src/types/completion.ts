import type { Benchmark, Figure, Flags } from '../frame/benchmark.ts';
import { versions } from './compiler.ts';
import { libraries } from './consumers.ts';
import { createProject } from './project.ts';
import { interleave } from './rounds.ts';
import { typeCalls } from './type-calls.ts';

const defaults = { rounds: 2, keys: 10 } as const satisfies Flags;

export const completion: Benchmark = {
  name: 'types-completion',
  about: 'How long an editor waits for suggestions while somebody types a call.',
  method: [
    'The consumer of the benchmark `types` is open in the language server of TypeScript 5.9 (`tsserver`, over its own protocol) and of TypeScript 7 (`tsc --lsp --stdio`, over the Language Server Protocol), each started anew for each library and round. A call is typed at its end: the name of the method that pins a message (with openapi-fetch the path), then a key of its body.',
    '`first` is from the start of the process until the first suggestions, loading the project included. The others are from the key until the suggestions, of all keys of all rounds; a letter is typed and taken back by turns, and the suggestions must hold the right one each time.',
    'It does not say what else an editor does at the same time, such as asking for mistakes and hover texts. Rounds are interleaved, each beginning with another library.',
  ],
  flags: defaults,
  async run(flags) {
    const { rounds, keys } = { ...defaults, ...flags };
    const project = await createProject();
    try {
      const figures: Figure[] = [];
      for (const version of versions) {
        const waits = await interleave(libraries, rounds, (library) =>
          typeCalls(project, version, { library, keys }),
        );
        for (const [row, own] of waits) {
          const common = { unit: 'ms', cell: { table: `suggestions, TypeScript ${version}`, row } };
          figures.push(
            { ...common, name: 'first', values: own.map(({ first }) => first) },
            { ...common, name: 'method, each key', values: own.flatMap(({ method }) => method) },
            { ...common, name: 'body, each key', values: own.flatMap(({ body }) => body) },
          );
        }
      }
      return figures;
    } finally {
      await project.remove();
    }
  },
};
