import type { BudgetStore, Clock } from '@cliqkit/core';
import { systemClock } from '@cliqkit/core';
import { Redis } from 'ioredis';
import { afterEach, expect, it } from 'vitest';
import { many } from '../../../core/test/paced-client.ts';
import type { RedisOptions } from '../../src/index.ts';
import { redisStores } from '../../src/index.ts';
import { describeWithServer } from '../server/describe-with-server.ts';
import type { RedisServer } from '../server/redis-server.ts';
import { startRedis } from '../server/redis-server.ts';
import { scaledClock } from '../server/scaled-clock.ts';
import { until } from '../server/until.ts';

const limits = { limit: 8, windowMs: 1_000, leaseMs: 3_000 };
const key = '3:ana:GET /x';

/** Ways to lose a server, and to get it back. */
const losses: [
  how: string,
  lose: (server: RedisServer) => unknown,
  giveBack: (server: RedisServer) => unknown,
][] = [
  ['hangs', (server) => server.pause(), (server) => server.resume()],
  ['is killed', (server) => server.kill(), (server) => server.restart('lost')],
];

describeWithServer.each(losses)('a server that %s', (_how, lose, giveBack) => {
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  async function connected(policy: RedisOptions, clock: Clock) {
    const server = await startRedis();
    const client = new Redis(server.port, { retryStrategy: () => 20 });
    client.on('error', () => undefined);
    stops.push(
      () => server.stop(),
      () => client.disconnect(),
    );
    const warnings: string[] = [];
    const logger = { warn: (message: string) => warnings.push(message) };
    const { budgets } = redisStores(client, { coldStart: 'go', logger, clock, ...policy });
    expect(await ask(budgets)).toHaveProperty('slot', expect.any(String));
    return { server, budgets, warnings };
  }

  const ask = async (budgets: BudgetStore) => budgets.acquire(key, limits, { waiting: 1 });
  const slotOf = async (budgets: BudgetStore): Promise<string | undefined> => (await ask(budgets)).slot;

  it('is waited for, and asked again when it is back: wait', async () => {
    const { server, budgets, warnings } = await connected(
      { whenUnreachable: 'wait', timeoutMs: 200 },
      systemClock,
    );
    await lose(server);
    const [first, ...others] = await Promise.all(many(20, () => ask(budgets)));
    for (const answer of [first, ...others]) {
      expect(answer).toMatchObject({ slot: undefined, reason: 'store' });
    }
    await giveBack(server);
    await until('a slot of the server', () => slotOf(budgets));
    expect(warnings).toEqual([
      expect.stringMatching(/^@cliqkit\/redis: the server .* does not answer; calls wait/),
      expect.stringContaining('answers again'),
    ]);
  });

  it('is done without after a window, and told of that when it is back: local', async () => {
    const { server, budgets } = await connected(
      { whenUnreachable: 'local', processes: 4, timeoutMs: 2_000 },
      scaledClock(20),
    );
    await lose(server);
    expect(await ask(budgets)).toMatchObject({ slot: undefined, reason: 'store' });
    const slots = new Set<string>();
    await until('its share of the limit', async () => {
      const slot = await slotOf(budgets);
      if (slot !== undefined) slots.add(slot);
      return slots.size === 2; // A quarter of eight.
    });
    await giveBack(server);
    // The share is used, or not: it is the server that says so, which waits for the calls of others to be over.
    await until('the server to hold everybody back', async () => {
      const answer = await ask(budgets);
      return answer.slot === undefined && answer.reason === 'store';
    });
    const back = await until('a slot of the server', () => slotOf(budgets));
    expect([...slots].map((slot) => slot.slice(0, 4))).not.toContain(back.slice(0, 4));
  });

  it('fails calls in time, and each of them asks: fail', async () => {
    const { server, budgets } = await connected({ timeoutMs: 200 }, systemClock);
    await lose(server);
    await expect(ask(budgets)).rejects.toMatchObject({ name: 'StoreProblem' });
    await giveBack(server);
    await until('a slot of the server', () => slotOf(budgets).catch(() => undefined));
  });
});
