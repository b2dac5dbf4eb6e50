import type { Figure } from '../frame/benchmark.ts';
import { atOnce } from './at-once.ts';
import { cellOf, doublings, growthOf, rotated } from './figures.ts';
import { runChild } from './run-child.ts';
import type { SceneName } from './task.ts';

export const byWaiting = 'processor time for a call that waits in pace, by calls at once';
export const scenes: readonly SceneName[] = [
  'one budget',
  'one budget, told of places',
  'a budget for each hundred',
  'given up',
];

interface Sizes {
  readonly waiting: number;
  readonly doublings: number;
  readonly rounds: number;
}

/** What calls cost that come all at once and wait for their turns, as their number doubles. */
export async function waiting(sizes: Sizes): Promise<readonly Figure[]> {
  const steps = doublings(sizes.waiting, sizes.doublings);
  const tasks = steps.flatMap((calls) => scenes.map((scene) => ({ scene, calls })));
  const rounds = Array.from({ length: sizes.rounds }, (_, round) => rotated(tasks, round));
  const outcomes = await atOnce(2, rounds.flat(), async (task) => ({
    ...task,
    us: (await runChild({ kind: 'waiting', ...task })).usPerCall,
  }));
  const valuesOf = (scene: SceneName, calls: number): readonly number[] =>
    outcomes.filter((outcome) => outcome.scene === scene && outcome.calls === calls).map(({ us }) => us);
  return [
    ...steps.flatMap((calls) =>
      scenes.map((scene) => cellOf([byWaiting, String(calls), scene], 'us', valuesOf(scene, calls))),
    ),
    ...scenes.flatMap((scene) =>
      growthOf(`${scene}: time for twice as many that wait, at most`, steps, (calls) =>
        valuesOf(scene, calls).map((us) => us * calls),
      ),
    ),
  ];
}
