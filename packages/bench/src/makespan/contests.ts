import type { PeerName } from './peers/peers.ts';
import { pairsOnly, peerNames } from './peers/peers.ts';
import type { Scene } from './scene.ts';

/** What all jobs of a run have in common. */
export interface Job {
  readonly calls: number;
  readonly wayMs: number;
  readonly jitterMs: number;
  /** How many networks with jitter are tried. */
  readonly seeds: number;
  /** Whether it is done without jitter, too. */
  readonly calm: boolean;
}

/** One kind of scene, which is one table. */
export interface Contest {
  readonly table: string;
  readonly peers: readonly PeerName[];
  /** One for each seed. */
  readonly scenes: readonly Scene[];
}

const inWords: Readonly<Record<number, string>> = { 1: 'one process', 2: 'two processes' };

function scenesOf({ calls, wayMs, seeds }: Job, scene: Omit<Scene, 'calls' | 'wayMs' | 'seed'>): Scene[] {
  return Array.from({ length: seeds }, (_none, index) => ({ calls, wayMs, seed: index + 1, ...scene }));
}

/** One and two processes, each without and with jitter, with the refusal that tells most. */
export function contestsOf(job: Job): readonly Contest[] {
  const { jitterMs, calm } = job;
  const jitters = [...(calm ? [0] : []), jitterMs].map((ms) => ({
    ms,
    name: ms === 0 ? 'no jitter' : 'jitter',
    // Without jitter the dice are only for the pauses of some libraries.
    seeds: ms === 0 ? 1 : job.seeds,
  }));
  return [1, 2].flatMap((processes) =>
    jitters.map(({ ms, name, seeds }) => ({
      table: `${inWords[processes]}, ${name}`,
      peers: peerNames.filter((peer) => processes > 1 || !pairsOnly.has(peer)),
      scenes: scenesOf({ ...job, seeds }, { processes, jitterMs: ms, refusal: 'told' }),
    })),
  );
}

/** One process with jitter, with each shape of a refusal. */
export function scenesByRefusal(job: Job): Readonly<Record<Scene['refusal'], Scene>> {
  const sceneOf = (refusal: Scene['refusal']): Scene => {
    const { calls, wayMs, jitterMs } = job;
    return { calls, wayMs, jitterMs, processes: 1, refusal, seed: 1 };
  };
  return { told: sceneOf('told'), documented: sceneOf('documented'), observed: sceneOf('observed') };
}
