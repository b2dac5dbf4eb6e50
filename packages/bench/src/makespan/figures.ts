import type { Figure } from '../frame/benchmark.ts';
import { spreadOf } from '../frame/spread.ts';
import type { Contest } from './contests.ts';
import type { PeerName } from './peers/peers.ts';
import type { Outcome, Scene } from './scene.ts';

/** Of the service, for what is called here. */
const limit = 20;
const windowMs = 60_000;
/** What two processes may take that share nothing: they find out by a lock. */
const unsharedAtMost = 1.6;
/** What is left of the optimum for those who know the whole limit, in percent of it. */
const overAtMost = 1;

function windowsOf({ calls }: Scene): number {
  return Math.ceil(calls / limit);
}

/** The first window's calls go at once, so there is one wait less than there are windows. */
function optimumMs(scene: Scene): number {
  return (windowsOf(scene) - 1) * windowMs;
}

function isCliqkit(peer: PeerName): boolean {
  return peer.startsWith('cliqkit');
}

/** Two processes that know nothing of each other cannot but be refused once. */
function sharesNothing(peer: PeerName, { processes }: Scene): boolean {
  return peer === 'cliqkit' && processes > 1;
}

/** The row of a library in the table of a contest. */
export function rowOf(peer: PeerName, outcomes: readonly Outcome[], { table, scenes }: Contest): Figure[] {
  const [scene] = scenes;
  if (scene === undefined) return [];
  const row = sharesNothing(peer, scene) ? 'cliqkit, nothing shared' : peer;
  const cell = { table, row };
  const lost = outcomes.map((outcome) => outcome.lost);
  const times = outcomes.map(({ makespanMs }) => makespanMs / optimumMs(scene));
  const most = (atMost: number, holds: boolean): Pick<Figure, 'target'> =>
    holds && isCliqkit(peer) ? { target: { atMost } } : {};
  const mayBeRefused = sharesNothing(peer, scene);
  const throttles = outcomes.map((outcome) => outcome.throttles);
  const worst = (values: readonly number[]): number[] => [spreadOf(values).max];
  return [
    { name: 'lost', unit: 'calls', values: lost, cell },
    { name: 'lost, worst', unit: 'calls', values: worst(lost), cell, ...most(0, true) },
    { name: 'throttles', unit: 'replies', values: throttles, cell, ...most(0, !mayBeRefused) },
    { name: 'makespan', unit: 'x optimum', values: times, cell, ...most(unsharedAtMost, mayBeRefused) },
    { name: 'makespan, worst', unit: 'x optimum', values: worst(times), cell },
  ];
}

/** How far cliqkit is from the optimum, without what the network takes: one mean round trip in each window. */
export function overOptimum(peer: PeerName, outcomes: readonly Outcome[], contest: Contest): Figure[] {
  const [scene] = contest.scenes;
  if (scene === undefined || !isCliqkit(peer) || sharesNothing(peer, scene)) return [];
  const percent = outcomes.map(({ makespanMs, roundTripMs }) => {
    const waitedMs = makespanMs - windowsOf(scene) * roundTripMs;
    return 100 * (waitedMs / optimumMs(scene) - 1);
  });
  const name = `${peer}, ${contest.table}: over the optimum, less a round trip in each window`;
  return [{ name, unit: '%', values: percent, target: { atMost: overAtMost } }];
}

const refusalNames: Readonly<Record<Scene['refusal'], string>> = {
  told: '429 + Retry-After',
  documented: '429',
  observed: '400',
};

/** The cells of a library in the table by the shape of the refusal. */
export function cellsByRefusal(peer: PeerName, scene: Scene, { lost, makespanMs }: Outcome): Figure[] {
  const cell = { table: 'one process, jitter, by the shape of a refusal', row: peer };
  const shape = refusalNames[scene.refusal];
  const target = isCliqkit(peer) ? { target: { atMost: 0 } } : {};
  return [
    { name: `lost: ${shape}`, unit: 'calls', values: [lost], cell, ...target },
    { name: `makespan: ${shape}`, unit: 'x optimum', values: [makespanMs / optimumMs(scene)], cell },
  ];
}
