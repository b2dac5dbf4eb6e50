import { redisStores } from '@cliqkit/redis';
import type { BudgetLimits, BudgetStore } from 'cliqkit';
import { createClient } from 'redis';
import type { RedisServer } from '../../../redis/test/server/redis-server.ts';
import { startRedis } from '../../../redis/test/server/redis-server.ts';
import { until } from '../../../redis/test/server/until.ts';
import type { Benchmark, Figure, Flags } from '../frame/benchmark.ts';
import { repeat } from '../frame/repeat.ts';
import { budgetOf, limits } from './load/budget.ts';

const slotCounts = [1, 5, 20];
const atATime = 256;
/** So short that everything has expired soon after the last user was filled in. */
const brief: BudgetLimits = { limit: limits.limit, windowMs: 2_000, leaseMs: 4_000 };
/** As long as access tokens and refresh tokens of Zoho: `1000.` and two runs of 32 hexadecimal digits. */
const token = `1000.${'0123456789abcdef'.repeat(2)}.${'fedcba9876543210'.repeat(2)}`;

/** Does something for each user, so many at a time. */
async function forEach(users: number, act: (user: string) => Promise<unknown>): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < users) {
      const user = `ana.${next}@example.com`;
      next += 1;
      await act(user);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
}

async function bytesUsed(redis: RedisServer): Promise<number> {
  const info = String(await redis.command('INFO', 'memory'));
  return Number(/used_memory:(\d+)/.exec(info)?.[1]);
}

async function use(budgets: BudgetStore, user: string, slots: number, bounds: BudgetLimits): Promise<void> {
  const key = budgetOf(user);
  for (let taken = 0; taken < slots; taken += 1) {
    const { slot } = await budgets.acquire(key, bounds, { waiting: 1 });
    if (slot === undefined) throw new Error(`Slot ${taken + 1} of ${slots} was refused.`);
    await budgets.settle(key, slot, { freeInMs: bounds.windowMs, passed: true }, bounds);
  }
}

const defaults = { users: 10_000, runs: 1 } as const satisfies Flags;

export const redisMemory: Benchmark = {
  name: 'redis-memory',
  about:
    "Redis's own used_memory, for each user who has called within the last minute, and for each account's tokens.",
  needs: 'redis-server',
  flags: defaults,
  async run(flags) {
    const { users, runs } = { ...defaults, ...flags };
    const redis = await startRedis();
    const client = await createClient({ url: redis.url }).connect();
    const fresh = () => redisStores(client, { coldStart: 'go', tokenKey: new Uint8Array(32).fill(7) });
    /** Bytes for each user that something leaves in an empty server. */
    const cost = async (fill: () => Promise<unknown>): Promise<number> => {
      await redis.command('FLUSHALL');
      const before = await bytesUsed(redis);
      await fill();
      return ((await bytesUsed(redis)) - before) / users;
    };
    try {
      const { budgets: first } = fresh();
      await forEach(users, (user) => use(first, user, 1, limits)); // Scripts and buffers are there from now on.
      const figures: Figure[] = [];
      for (const slots of slotCounts) {
        const values = await repeat(runs, () => {
          const { budgets } = fresh();
          return cost(() => forEach(users, (user) => use(budgets, user, slots, limits)));
        });
        figures.push({ name: `user with ${slots} of ${limits.limit} slots taken`, unit: 'bytes', values });
      }
      const { tokens } = fresh();
      const record = {
        accessToken: token,
        refreshToken: token,
        expiresAt: Date.now() + 3_600_000,
        requestedAt: [Date.now()],
      };
      let writes = 0;
      const tokenBytes = await repeat(runs, () =>
        cost(() => {
          writes += 1;
          return forEach(users, (user) =>
            Promise.resolve(tokens.write(`${writes}.${user}`, { ...record, generation: 1 })),
          );
        }),
      );
      figures.push({ name: 'tokens of an account, sealed', unit: 'bytes', values: tokenBytes });
      const left = await repeat(runs, () =>
        cost(async () => {
          const { budgets } = fresh();
          await forEach(users, (user) => use(budgets, user, 5, brief));
          await until(
            'all budgets have expired',
            async () => Number(await redis.command('DBSIZE')) <= 1,
            60_000,
          );
        }),
      );
      figures.push({
        name: 'user who has not called for a while',
        unit: 'bytes',
        values: left,
        target: { atMost: 20 },
      });
      return figures;
    } finally {
      await client.close();
      await redis.stop();
    }
  },
};
