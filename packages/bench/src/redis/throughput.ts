import { startRedis } from '../../../redis/test/server/redis-server.ts';
import type { Benchmark, Figure, Flags } from '../frame/benchmark.ts';
import { repeat } from '../frame/repeat.ts';
import { spreadOf } from '../frame/spread.ts';
import { startChild } from '../frame/start-child.ts';
import type { ClientName } from './load/clients.ts';
import type { MeasuredLoad } from './load/measure-load.ts';
import { measureLoad } from './load/measure-load.ts';

const clientNames: readonly ClientName[] = ['node-redis', 'ioredis', 'valkey-glide'];
const processCounts = [1, 2];
const levels = [1, 64, 512];
const warmUpSeconds = 0.5;
const requiredPerSecond = 20_000;

/** One row of a table. */
interface Scenario {
  readonly settles: boolean;
  readonly client: ClientName;
  readonly processes: number;
  readonly atATime: number;
}

const scenarios: readonly Scenario[] = [false, true].flatMap((settles) =>
  clientNames.flatMap((client) =>
    processCounts.flatMap((processes) => levels.map((atATime) => ({ settles, client, processes, atATime }))),
  ),
);

const taking = 'acquire';
const both = 'acquire and settle';

const columns: readonly (readonly [keyof MeasuredLoad, name: string, unit: string])[] = [
  ['perSecond', 'rate', '/s'],
  ['p50Ms', 'p50', 'ms'],
  ['p99Ms', 'p99', 'ms'],
  ['serverMicroseconds', 'server', 'us/slot'],
  ['scriptMicroseconds', 'script', 'us'],
];

const defaults = { users: 10_000, seconds: 3, runs: 3 } as const satisfies Flags;

export const redisThroughput: Benchmark = {
  name: 'redis-throughput',
  about:
    'Slots taken on one redis-server, and taken and given back, for many users; the clients share the machine.',
  needs: 'redis-server',
  flags: defaults,
  async run(flags) {
    const { users, seconds, runs } = { ...defaults, ...flags };
    const redis = await startRedis();
    const generators = await Promise.all(processCounts.map(() => startChild('redis-load')));
    let loads = 0;
    const measure = ({ processes, ...task }: Scenario, forSeconds: number): Promise<MeasuredLoad> => {
      loads += 1;
      return measureLoad(redis, generators.slice(0, processes), {
        ...task,
        seconds: forSeconds,
        users,
        names: `${loads}`,
      });
    };
    try {
      const figures: Figure[] = [];
      for (const scenario of scenarios) {
        await measure(scenario, warmUpSeconds);
        const results = await repeat(runs, () => measure(scenario, seconds));
        figures.push(...figuresOf(scenario, results));
      }
      return [...figures, ...summaryOf(figures)];
    } finally {
      await Promise.all([redis.stop(), ...generators.map((generator) => generator.stop())]);
    }
  },
};

function figuresOf(
  { settles, client, processes, atATime }: Scenario,
  results: readonly MeasuredLoad[],
): readonly Figure[] {
  const cell = { table: settles ? both : taking, row: `${client}, ${processes} x ${atATime}` };
  return columns.map(([key, name, unit]) => ({
    name,
    unit,
    values: results.map((result) => result[key]),
    cell,
  }));
}

/** The highest rates, and what the server could do if the clients had machines of their own. */
function summaryOf(figures: readonly Figure[]): readonly Figure[] {
  const best = (table: string): Figure | undefined =>
    figures
      .filter(({ name, cell }) => name === 'rate' && cell?.table === table)
      .reduce<Figure | undefined>((most, figure) => {
        if (most === undefined) return figure;
        return spreadOf(figure.values).median > spreadOf(most.values).median ? figure : most;
      }, undefined);
  const summary = (table: string, required: number | undefined): readonly Figure[] => {
    const most = best(table);
    if (most === undefined) return [];
    const cost = figures.find(
      ({ name, cell }) => name === 'server' && cell?.table === table && cell.row === most.cell?.row,
    );
    return [
      {
        name: `${table}, most: ${most.cell?.row}`,
        unit: '/s',
        values: most.values,
        ...(required === undefined ? {} : { target: { atLeast: required } }),
      },
      {
        name: `${table}, as many as one server has time for`,
        unit: '/s',
        values: cost?.values.map((microseconds) => 1e6 / microseconds) ?? [],
      },
    ];
  };
  return [...summary(taking, requiredPerSecond), ...summary(both, undefined)];
}
