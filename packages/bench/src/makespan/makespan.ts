import type { Benchmark, Figure, Flags } from '../frame/benchmark.ts';
import { contestsOf, scenesByRefusal } from './contests.ts';
import { cellsByRefusal, overOptimum, rowOf } from './figures.ts';
import { method } from './method.ts';
import { pairsOnly, peerNames } from './peers/peers.ts';
import { playAll } from './play-all.ts';
import type { Outcome } from './scene.ts';
import type { Task } from './task.ts';

/** Milliseconds for `jitter` and `way`; 1 or 0 for `calm` (without jitter, too) and `refusals` (each shape of them). */
const defaults = {
  calls: 200,
  seeds: 5,
  jitter: 2_000,
  way: 50,
  calm: 1,
  refusals: 1,
} satisfies Flags;

/** What is played, and the figures of what comes of it. */
interface Act {
  readonly tasks: readonly Task[];
  figuresOf(outcomes: readonly Outcome[]): readonly Figure[];
}

function actsOf(flags: Flags): readonly Act[] {
  const { calls, seeds, jitter, way, calm, refusals } = { ...defaults, ...flags };
  const job = { calls, seeds, jitterMs: jitter, wayMs: way, calm: calm !== 0 };
  const contests = contestsOf(job).flatMap((contest) =>
    contest.peers.map((peer) => ({
      tasks: contest.scenes.map((scene) => ({ peer, scene })),
      figuresOf: (outcomes: readonly Outcome[]) => [
        ...rowOf(peer, outcomes, contest),
        ...overOptimum(peer, outcomes, contest),
      ],
    })),
  );
  const scenes = refusals === 0 ? [] : Object.values(scenesByRefusal(job));
  const alone = peerNames.filter((peer) => !pairsOnly.has(peer));
  const shapes = alone.map((peer) => ({
    tasks: scenes.map((scene) => ({ peer, scene })),
    figuresOf: (outcomes: readonly Outcome[]) =>
      scenes.flatMap((scene, index) => {
        const outcome = outcomes[index];
        return outcome === undefined ? [] : cellsByRefusal(peer, scene, outcome);
      }),
  }));
  return [...contests, ...shapes];
}

export const makespan: Benchmark = {
  name: 'makespan',
  about:
    'A job of 200 calls at 20 a minute with a lock of five minutes, in virtual time: what is lost, and how long it takes.',
  method,
  flags: defaults,
  quick: { seeds: 1, calm: 0, refusals: 0 },
  plots: [
    {
      name: 'makespan-lost',
      title: 'Calls lost of 200, one process, jitter',
      table: 'one process, jitter',
      columns: ['lost'],
      kind: 'bars',
    },
    {
      name: 'makespan-time',
      title: 'Makespan over the optimum where no call is lost, one process, jitter',
      table: 'one process, jitter',
      columns: ['makespan'],
      onlyWithout: 'lost',
      kind: 'bars',
    },
    {
      name: 'makespan-lost-two',
      title: 'Calls lost of 200, two processes, jitter',
      table: 'two processes, jitter',
      columns: ['lost'],
      kind: 'bars',
    },
    {
      name: 'makespan-time-two',
      title: 'Makespan over the optimum where no call is lost, two processes, jitter',
      table: 'two processes, jitter',
      columns: ['makespan'],
      onlyWithout: 'lost',
      kind: 'bars',
    },
  ],
  async run(flags) {
    const acts = actsOf(flags);
    const outcomes = [...(await playAll(acts.flatMap(({ tasks }) => tasks)))];
    return acts.flatMap(({ tasks, figuresOf }) => figuresOf(outcomes.splice(0, tasks.length)));
  },
};
