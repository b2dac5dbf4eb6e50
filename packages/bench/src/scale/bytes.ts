import type { Figure } from '../frame/benchmark.ts';
import { atOnce } from './at-once.ts';
import { cellOf } from './figures.ts';
import type { LimiterName } from './limiters.ts';
import { names } from './rates.ts';
import { runChild } from './run-child.ts';
import type { BytesTask } from './task.ts';

export const bytesTable = 'heap for each user';
const columns = { idle: 'has called once, all free again', busy: 'all slots taken' } as const;
const atMost = 1_000;
/** So that there are as many calls of one kind as of the other. */
const fewest = 300;
const fewer = { idle: 1, busy: 20 };

const isOurs = (name: LimiterName): boolean => name.startsWith('cliqkit');

/** What is kept for each user. Heaps do not grow with the load of the machine, so several are filled at once. */
export async function bytes(users: number, peerUsers: number): Promise<readonly Figure[]> {
  const of = async (limiter: LimiterName, state: BytesTask['state']): Promise<Figure> => {
    const { each } = await runChild({
      kind: 'bytes',
      limiter,
      users: Math.max(fewest, Math.ceil((isOurs(limiter) ? users : peerUsers) / fewer[state])),
      state,
    });
    const target = isOurs(limiter) && state === 'idle' ? { atMost } : undefined;
    return cellOf([bytesTable, limiter, columns[state]], 'bytes', [each], target);
  };
  const cells = names.flatMap((name) => [[name, 'idle'] as const, [name, 'busy'] as const]);
  return await atOnce(3, cells, ([name, state]) => of(name, state));
}
