import { limiters } from './limiters.ts';
import type { Rate, RateTask } from './task.ts';

const bounds = { limit: 20, windowMs: 60_000 };
/** So many calls are made before any of their promises is awaited. */
const atATime = 1_000;
const mostSamples = 20_000;
/** With the other calls of a user, no more than the limit. */
const mostSamplesEach = 10;
const samplingMs = 500;
const warmUpMs = 100;
const warmUpUsers = 500;

const user = (index: number): string => `user.${index}@example.com`;

export async function measureRate({ limiter: name, users, calls }: RateTask): Promise<Rate> {
  let done = 0;
  const act = (): void => {
    done += 1;
  };
  const run = async (limiter: ReturnType<(typeof limiters)[typeof name]>, count: number): Promise<void> => {
    for (let pass = 0; pass < calls; pass += 1) {
      for (let first = 0; first < count; first += atATime) {
        const open: Promise<unknown>[] = [];
        for (let index = first; index < Math.min(count, first + atATime); index += 1) {
          const promise = limiter.call(user(index), act);
          if (promise) open.push(promise);
        }
        if (open.length > 0) await Promise.all(open);
      }
    }
  };
  const warm = performance.now() + warmUpMs;
  do await run(limiters[name](bounds), Math.min(users, warmUpUsers));
  while (performance.now() < warm);

  const limiter = limiters[name](bounds);
  done = 0;
  const since = performance.now();
  await run(limiter, users);
  const seconds = (performance.now() - since) / 1_000;
  if (done !== users * calls) throw new Error(`${name}: ${done} of ${users * calls} calls were let go.`);

  const tookUs: number[] = [];
  const end = performance.now() + samplingMs;
  const samples = Math.min(mostSamples, users * mostSamplesEach);
  const stride = Math.max(1, Math.floor(users / samples));
  for (let index = 0; index < samples && performance.now() < end; index += 1) {
    const caller = user((index * stride) % users);
    let letGoAt = Number.NaN;
    const before = performance.now();
    const promise = limiter.call(caller, () => {
      letGoAt = performance.now();
    });
    if (promise) await promise;
    tookUs.push((letGoAt - before) * 1_000);
  }
  const sorted = Float64Array.from(tookUs).sort();
  const quantile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return {
    perSecond: (users * calls) / seconds,
    p50Us: quantile(0.5),
    p99Us: quantile(0.99),
    p999Us: quantile(0.999),
  };
}
