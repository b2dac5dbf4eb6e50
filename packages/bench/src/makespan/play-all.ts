import { availableParallelism } from 'node:os';
import { haveDone } from '../frame/child-tasks.ts';
import type { Child } from '../frame/start-child.ts';
import { startChild } from '../frame/start-child.ts';
import type { Outcome } from './scene.ts';
import type { Task } from './task.ts';

/** Time is virtual, so that players side by side do not change any figure. */
const mostPlayers = 2;
const player = new URL('children/player.ts', import.meta.url);

/** Plays the tasks on several players, all tasks of a library on one, and gives what came of each, in their order. */
export async function playAll(tasks: readonly Task[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const left = [...new Set(tasks.map(({ peer }) => peer))];
  const work = async (player: Child): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      for (const [index, task] of tasks.entries()) {
        if (task.peer === next) outcomes[index] = await haveDone<Task, Outcome>(player, task);
      }
    }
  };
  const count = Math.min(mostPlayers, availableParallelism());
  const players = await Promise.all(Array.from({ length: count }, () => startChild(player, { built: true })));
  try {
    await Promise.all(players.map(work));
  } finally {
    await Promise.all(players.map((player) => player.stop()));
  }
  return outcomes;
}
