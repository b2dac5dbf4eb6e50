import type { Figure } from '../frame/benchmark.ts';
import { cellOf, doublings, growthOf, rotated } from './figures.ts';
import type { LimiterName } from './limiters.ts';
import { limiters } from './limiters.ts';
import { runChild } from './run-child.ts';
import type { Rate } from './task.ts';

export const byUsers = 'microseconds for a call, by users';
export const besidePeers = 'calls that need not wait';
/** Those that are measured with ever more users. */
export const growing = [
  'cliqkit, store',
  'cliqkit, pace',
  'rate-limiter-flexible',
] as const satisfies readonly LimiterName[];
export const names = Object.keys(limiters).filter((name): name is LimiterName => name in limiters);

interface Rates {
  readonly users: number;
  readonly peerUsers: number;
  readonly doublings: number;
  readonly calls: number;
  readonly rounds: number;
}

/** How fast calls are let go that need not wait: with ever more users, and beside all peers with fewer. */
export async function rates(sizes: Rates): Promise<readonly Figure[]> {
  const { users: most, peerUsers, calls, rounds } = sizes;
  const steps = doublings(most, sizes.doublings);
  const tasks = [
    ...steps.flatMap((users) => growing.map((limiter) => ({ limiter, users }))),
    ...names.map((limiter) => ({ limiter, users: peerUsers })),
  ];
  const outcomes: { limiter: LimiterName; users: number; rate: Rate }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const task of rotated(tasks, round)) {
      outcomes.push({ ...task, rate: await runChild({ kind: 'rate', calls, ...task }) });
    }
  }
  const valuesOf = (limiter: LimiterName, users: number, value: (rate: Rate) => number): readonly number[] =>
    outcomes
      .filter((outcome) => outcome.limiter === limiter && outcome.users === users)
      .map(({ rate }) => value(rate));

  const table = (title: string, rows: readonly LimiterName[], users: number): readonly Figure[] =>
    rows.flatMap((row) => [
      cellOf(
        [title, row, 'calls'],
        '/s',
        valuesOf(row, users, ({ perSecond }) => perSecond),
        row === 'cliqkit, store' ? { atLeast: 200_000 } : undefined,
      ),
      cellOf(
        [title, row, 'p50'],
        'us',
        valuesOf(row, users, ({ p50Us }) => p50Us),
      ),
      cellOf(
        [title, row, 'p99'],
        'us',
        valuesOf(row, users, ({ p99Us }) => p99Us),
      ),
      cellOf(
        [title, row, 'p99.9'],
        'us',
        valuesOf(row, users, ({ p999Us }) => p999Us),
      ),
    ]);

  return [
    ...table(`${besidePeers}, ${most} users`, growing, most),
    ...table(besidePeers, names, peerUsers),
    ...steps.flatMap((users) =>
      growing.map((limiter) =>
        cellOf(
          [byUsers, String(users), limiter],
          'us',
          valuesOf(limiter, users, ({ perSecond }) => 1e6 / perSecond),
        ),
      ),
    ),
    ...(['cliqkit, store', 'cliqkit, pace'] as const).flatMap((limiter) =>
      growthOf(`${limiter}: time for twice as many users, at most`, steps, (users) =>
        valuesOf(limiter, users, ({ perSecond }) => (users * calls) / perSecond),
      ),
    ),
  ];
}
