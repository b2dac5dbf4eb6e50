import { startCluster } from '../../../../packages/redis/test/server/redis-cluster.ts';
import { startRedis } from '../../../../packages/redis/test/server/redis-server.ts';
import type { Figure, Row, Scale } from '../../figure.ts';
import { atLeast, atMost, exactly } from '../../figure.ts';
import type { CrowdReport } from '../crowd.ts';
import { playCrowd } from '../crowd.ts';
import type { ClientKind, Place } from '../workers/connect-client.ts';
import type { Workers } from '../workers/workers.ts';
import { buildWorkers } from '../workers/workers.ts';

/** Processes of one user share its limit: none passes it, all of it is used, and each has its part. */
export const oneBudget: Figure = {
  name: 'budget',
  async measure(scale) {
    const { quick } = scale;
    const workers = await buildWorkers();
    try {
      const windowMs = quick ? 500 : 1_000;
      const long = { processes: 8, users: 1, calls: quick ? 40 : 500, windowMs };
      const short = { processes: quick ? 4 : 8, users: 1, calls: quick ? 20 : 40, windowMs };
      const runs = [
        () => onOne(scale, workers, 'node-redis', long),
        () => onOne(scale, workers, 'ioredis', short),
        () => onOne(scale, workers, 'valkey-glide', short),
        () => onCluster(scale, workers, { ...short, users: quick ? 3 : 6 }),
      ];
      // One after the other where it is measured how well they do; the limit must hold anyhow.
      if (quick) return (await Promise.all(runs.map((run) => run()))).flat();
      const rows: Row[] = [];
      for (const run of runs) rows.push(...(await run()));
      return rows;
    } finally {
      await workers.stop();
    }
  },
};

interface Size {
  readonly processes: number;
  readonly users: number;
  readonly calls: number;
  readonly windowMs: number;
}

async function onOne(scale: Scale, workers: Workers, client: ClientKind, size: Size): Promise<Row[]> {
  const server = await startRedis();
  try {
    return await rowsFor(scale, workers, client, { ports: [server.port], clustered: false }, size);
  } finally {
    await server.stop();
  }
}

async function onCluster(scale: Scale, workers: Workers, size: Size): Promise<Row[]> {
  const cluster = await startCluster();
  try {
    const [first = 0, ...more] = cluster.nodes.map(({ port }) => port);
    return await rowsFor(scale, workers, 'node-redis', { ports: [first, ...more], clustered: true }, size);
  } finally {
    await cluster.stop();
  }
}

async function rowsFor(
  { quick, progress }: Scale,
  workers: Workers,
  client: ClientKind,
  place: Place,
  size: Size,
): Promise<Row[]> {
  const { processes, users, calls } = size;
  const whose = users === 1 ? 'one user' : `each of ${users} users`;
  const where = place.clustered ? `${client}, cluster of three` : client;
  const what = `${processes} processes x ${calls} calls of ${whose} (${where})`;
  const tell = (done: string): void => progress(`${where}: ${done}`);
  const report = await playCrowd({ workers, client, place, ...size, progress: tell });
  const total = processes * users * calls;
  return [
    exactly(`${what}: windows over the limit`, 0, report.overLimit),
    exactly(`${what}: calls into a lock`, 0, report.intoLock),
    exactly(`${what}: calls that succeed`, total, report.succeeded),
    ...(users === 1 && processes === 8 ? shares(what, report, quick || calls < 500) : []),
  ];
}

/** How well they do depends on the machine when there is little to do, and a window is a hundredth of a real one. */
function shares(what: string, report: CrowdReport, brief: boolean): Row[] {
  const [use, difference] = brief ? [75, 50] : [95, 20];
  return [
    atLeast(`${what}: use of the limit`, use, Math.floor(report.usePercent * 10) / 10, ' %'),
    atMost(`${what}: difference between processes at half time`, difference, report.halfTimePercent, ' %'),
    atMost(`${what}: difference between processes at the end`, difference, report.endPercent, ' %'),
  ].map((row) => ({ ...row, machine: brief }));
}
