import { redisStores } from '@cliqkit/redis';
import { doTasks } from '../frame/child-tasks.ts';
import { budgetOf, limits } from '../redis/load/budget.ts';
import type { Opened } from '../redis/load/clients.ts';
import { clients } from '../redis/load/clients.ts';
import type { LoadOutcome, LoadTask } from '../redis/load/load-task.ts';

const line = { waiting: 1 };
let opened: Promise<Opened> | undefined;
let connectedWith: string | undefined;

async function connected({ client, port }: LoadTask): Promise<Opened> {
  if (connectedWith !== client) {
    await (await opened)?.close();
    opened = clients[client](port);
    connectedWith = client;
  }
  return opened ?? clients[client](port);
}

doTasks<LoadTask>(async (task): Promise<LoadOutcome> => {
  const { settles, atATime, seconds, users, names } = task;
  const { client } = await connected(task);
  const { budgets } = redisStores(client, { coldStart: 'go' });
  const keys = Array.from({ length: users }, (_, user) => budgetOf(`${names}${user}`));
  const tookMs: number[] = [];
  let next = 0;
  const start = performance.now();
  const end = start + seconds * 1000;

  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      const key = keys[next % users] ?? '';
      next += 1;
      const since = performance.now();
      const { slot } = await budgets.acquire(key, limits, line);
      tookMs.push(performance.now() - since);
      if (slot === undefined)
        throw new Error('A slot was refused: with more users, or for less time, none is.');
      if (settles) await budgets.settle(key, slot, { freeInMs: limits.windowMs, passed: true }, limits);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  const tookSeconds = (performance.now() - start) / 1000;
  const sorted = Float64Array.from(tookMs).sort();
  const quantile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { slots: sorted.length, seconds: tookSeconds, p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
});
