import { startRedis } from '../../../redis/test/server/redis-server.ts';
import type { Benchmark, Figure, Flags } from '../frame/benchmark.ts';
import { repeat } from '../frame/repeat.ts';
import { startChild } from '../frame/start-child.ts';
import type { Result } from './peers/contest.ts';
import { compete } from './peers/contest.ts';
import type { PeerName } from './peers/peers.ts';
import { peers } from './peers/peers.ts';

const columns: Readonly<Record<keyof Result, { name: string; unit: string }>> = {
  done: { name: 'done', unit: 'calls' },
  lost: { name: 'lost', unit: 'calls' },
  overLimit: { name: 'over limit', unit: 'calls' },
  lockOuts: { name: 'lock-outs', unit: '' },
  intoLock: { name: 'into lock', unit: 'calls' },
  timesOptimum: { name: 'time', unit: 'x optimum' },
  limitUsed: { name: 'limit used', unit: '%' },
  fairness: { name: 'fairness', unit: 'min/max' },
  roundTripsPerCall: { name: 'Redis', unit: 'trips/call' },
};

/** What must hold for cliqkit. */
const targets: Partial<Record<keyof Result, NonNullable<Figure['target']>>> = {
  lost: { atMost: 0 },
  overLimit: { atMost: 0 },
  lockOuts: { atMost: 0 },
  intoLock: { atMost: 0 },
  limitUsed: { atLeast: 95 },
  fairness: { atLeast: 0.8 },
};

const names = Object.keys(columns).filter((name): name is keyof Result => name in columns);
const peerNames = Object.keys(peers).filter((name): name is PeerName => name in peers);

function figuresOf(peer: PeerName, table: string, results: readonly Result[]): readonly Figure[] {
  return names.map((key) => {
    const target = peer === 'cliqkit' ? targets[key] : undefined;
    return {
      ...columns[key],
      values: results.map((result) => result[key]),
      cell: { table, row: peer },
      ...(target === undefined ? {} : { target }),
    };
  });
}

const defaults = {
  processes: 8,
  calls: 60,
  callers: 5,
  speed: 60,
  jitter: 2_000,
  runs: 1,
} as const satisfies Flags;

export const redisPeers: Benchmark = {
  name: 'redis-peers',
  about:
    'Processes that call for one user at 20 a minute with a lock of five minutes; libraries that share the limit over Redis.',
  needs: 'redis-server',
  flags: defaults,
  async run(flags) {
    const { processes, calls, callers: atATime, speed, jitter, runs } = { ...defaults, ...flags };
    const redis = await startRedis();
    const emulator = await startChild('redis-emulator', { args: [String(speed)] });
    const callers = await Promise.all(Array.from({ length: processes }, () => startChild('redis-caller')));
    try {
      const figures: Figure[] = [];
      for (const jitterMs of new Set([0, jitter])) {
        const table = jitterMs === 0 ? 'without jitter' : `0 to ${jitterMs / 1000} s from sending to arrival`;
        for (const peer of peerNames) {
          const contest = { redis, emulator, callers, callsEach: calls, atATime, speed, jitterMs };
          figures.push(...figuresOf(peer, table, await repeat(runs, () => compete(peer, contest))));
        }
      }
      return figures;
    } finally {
      await Promise.all([redis.stop(), emulator.stop(), ...callers.map((caller) => caller.stop())]);
    }
  },
};
