import { spreadOf } from '../../../../packages/bench/src/frame/spread.ts';
import { startChild } from '../../../../packages/bench/src/frame/start-child.ts';
import { measureLoad } from '../../../../packages/bench/src/redis/load/measure-load.ts';
import { redisMemory } from '../../../../packages/bench/src/redis/memory.ts';
import { startRedis } from '../../../../packages/redis/test/server/redis-server.ts';
import type { Figure, Row } from '../../figure.ts';
import { atLeast, atMost } from '../../figure.ts';

const leastPerSecond = 20_000;
const mostBytes = 4_096;
const generators = 2;
const atATime = 64;
const users = 10_000;
const clientNames = ['node-redis', 'ioredis', 'valkey-glide'] as const;

/** How much one server carries: slots a second, and users in its memory. `pnpm bench redis` has all of it. */
export const throughput: Figure = {
  name: 'throughput',
  async measure({ quick, progress }) {
    progress('slots a second');
    const { perSecond, possible } = await most(quick ? 1 : 3);
    progress('memory');
    const memory = await redisMemory.run(quick ? { users: 1_000, runs: 1 } : { users, runs: 1 });
    const rows: Row[] = [
      atLeast('slots taken on one server, with clients on the same machine', leastPerSecond, perSecond, '/s'),
      atLeast('slots that its thread has time for, with clients elsewhere', leastPerSecond, possible, '/s'),
      ...memory.map(({ name, values }) =>
        atMost(`memory: ${name}`, mostBytes, Math.round(spreadOf(values).median), ' bytes'),
      ),
    ];
    return rows.map((row) => ({ ...row, machine: true }));
  },
};

/** By the client with which it is most. */
async function most(seconds: number): Promise<{ perSecond: number; possible: number }> {
  const server = await startRedis();
  const children = await Promise.all(Array.from({ length: generators }, () => startChild('redis-load')));
  const measure = (client: (typeof clientNames)[number], names: string, forSeconds: number) =>
    measureLoad(server, children, { client, settles: false, atATime, seconds: forSeconds, users, names });
  try {
    let best = { perSecond: 0, possible: 0 };
    for (const client of clientNames) {
      await measure(client, `warm-up-${client}`, 1);
      const { perSecond, serverMicroseconds } = await measure(client, client, seconds);
      if (perSecond < best.perSecond) continue;
      best = { perSecond: Math.floor(perSecond), possible: Math.floor(1e6 / serverMicroseconds) };
    }
    return best;
  } finally {
    await Promise.all([server.stop(), ...children.map((child) => child.stop())]);
  }
}
