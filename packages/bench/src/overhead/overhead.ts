import type { Benchmark, Figure, Flags } from '../frame/benchmark.ts';
import { startChild } from '../frame/start-child.ts';
import { buildProcess } from './build.ts';
import { byteFigures, loopbackFigures, stubFigures } from './figures.ts';
import { reply } from './peers/exchange.ts';
import type { Plan } from './plan.ts';
import { runPlan } from './run-plan.ts';

const defaults = {
  stubWarmUp: 4_000,
  loopbackWarmUp: 1_500,
  rounds: 6,
  stubCalls: 500,
  loopbackCalls: 200,
  patience: 150,
  paced: 1,
} as const satisfies Flags;

const quick = {
  stubWarmUp: 150,
  loopbackWarmUp: 50,
  rounds: 1,
  stubCalls: 50,
  loopbackCalls: 20,
  patience: 20,
  paced: 0,
} as const satisfies Flags;

/** A stub never gets there: nothing listens on it. */
const nowhere = 'http://127.0.0.1:9';

const table = (call: Plan['call'], where: string): string => `${call.toUpperCase()} ${where}`;

export const overhead: Benchmark = {
  name: 'overhead',
  about: 'What a library adds to one GET (the primary pin of a chat) and to one POST (a new pin).',
  method: [
    'Over a stub: what a library sends its calls through answers at once with a new Response of 0.4 kB, so that what is left is the library. Over loopback: a server of node:http in a process of its own answers the same bytes to everything.',
    'The stub is the `fetch` that openapi-fetch, ky, hey-api, octokit and Slack take as an option; the `adapter` of axios; `makeRequest` of discord.js; a Dispatcher for undici. The stubs of axios and undici make no Response, so theirs are cheaper by about what raw fetch over a stub costs.',
    'All libraries are in one process; they take turns, and the order moves on by one each round. p10, median and p99 are those of the calls of one round, one after the other; the tables show the median round. "64 at once" is 64 users that each make the next call when the last is done. CPU is that of all threads of the process, the collection of garbage included. Bytes are how far the heap grows from call to call, in a process whose young generation is so large that nothing is collected meanwhile; what lies outside the heap is not counted.',
    'Everything runs as built and published, in a plain Node without loaders. All have a token and are set up as their documentation says. cliqkit has everything on: it asks a function for the token, paces, repeats, has time limits; its clock moves ahead 4 s with each call, so that the limit of 20 calls a minute never binds. The limit of 50 calls a second of discord.js is raised for the same reason. Slack calls everything by POST. octokit with its plugins paces writes to one a second by default, and other calls through Bottleneck; those it makes fewer of.',
    'Absolute times are those of this machine. Loopback has no TLS and no distance: to a real service the differences vanish in the round trip.',
  ],
  flags: defaults,
  quick,
  plots: [
    {
      name: 'overhead-stub',
      title: 'A GET over a stub, us (median)',
      table: table('get', 'over a stub'),
      columns: ['median'],
      kind: 'bars',
      log: true,
    },
    {
      name: 'overhead-loopback',
      title: 'GET over loopback, times raw fetch (10th percentile)',
      table: table('get', 'over loopback'),
      columns: ['x raw fetch'],
      kind: 'bars',
      log: true,
    },
  ],
  async run(flags) {
    const sizes = { ...defaults, ...flags };
    const { stubWarmUp, loopbackWarmUp, rounds, stubCalls, loopbackCalls, patience } = sizes;
    const file = await buildProcess();
    const shared = { rounds, patienceMs: patience, paced: sizes.paced > 0 };
    const figures: Figure[] = [];
    for (const call of ['get', 'post'] as const) {
      const way = { kind: 'stub', url: nowhere } as const;
      const stub = { ...shared, way, call, warmUp: stubWarmUp, calls: stubCalls };
      const onStub = table(call, 'over a stub');
      figures.push(...stubFigures(onStub, await runPlan(file, { ...stub, bytes: false })));
      const few = { rounds: Math.min(rounds, 5), calls: Math.min(stubCalls, 100) };
      figures.push(...byteFigures(onStub, await runPlan(file, { ...stub, ...few, bytes: true })));
      const server = await startChild('serve-bytes', { args: [reply] });
      try {
        const way = { kind: 'loopback', url: await server.ask('url') } as const;
        const plan = { ...shared, way, call, warmUp: loopbackWarmUp, calls: loopbackCalls, bytes: false };
        figures.push(...loopbackFigures(table(call, 'over loopback'), await runPlan(file, plan)));
      } finally {
        await server.stop();
      }
    }
    return figures;
  },
};
