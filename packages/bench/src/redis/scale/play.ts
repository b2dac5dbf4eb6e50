import { operations } from 'cliqkit';
import { playQueue } from './queue.ts';
import type { Share } from './users.ts';
import { groupsOf, sharesOf } from './users.ts';
import type { Inputs, Workload } from './workload.ts';

/** How it looks at that size. */
export interface Outlook {
  readonly shards: number;
  readonly keys: number;
  readonly mebibytes: number;
  readonly tripsPerSecond: number;
  /** Of the server that has most to do. */
  readonly busiestTripsPerSecond: number;
  readonly busiestPercent: number;
  readonly busiestMebibytes: number;
  readonly p99WaitMs: number;
  /** Connections of each server: one of each process for commands, and one for messages while calls wait. */
  readonly connections: number;
}

const { limit } = operations.getPinCategories;
const tripsOfCall = 2;
const mebibyte = 1_048_576;
/** A cluster has this many primaries at most, by advice of its makers. */
const mostShards = 1_000;

/** Works out what a workload asks of the servers. The same inputs give the same figures. */
export function play(workload: Workload, inputs: Inputs): Outlook {
  const groups = groupsOf(workload, inputs);
  const callsPerUserAndSecond = (workload.saturated ? limit : inputs.rate) / 60;
  const trips = workload.saturated ? inputs.tripsWaiting : tripsOfCall;
  const tripsOf = ({ users }: Share): number => users * callsPerUserAndSecond * trips;
  const scriptUs = inputs.serverUs / tripsOfCall;
  const busyOf = (share: Share): number => (tripsOf(share) * scriptUs) / 1e6;
  const isEnough = (shares: readonly Share[]): boolean =>
    shares.every((share) => busyOf(share) <= inputs.mostBusy && share.bytes <= inputs.mostMiB * mebibyte);

  let shards = workload.shards ?? 1;
  let shares = sharesOf(groups, shards);
  while (workload.shards === undefined && !isEnough(shares)) {
    shards += 1;
    if (shards > mostShards)
      throw new Error(`${workload.name}: more than ${mostShards} servers would be needed`);
    shares = sharesOf(groups, shards);
  }
  const most = (of: (share: Share) => number): number => Math.max(...shares.map(of));
  const sum = (of: (share: Share) => number): number => shares.reduce((total, share) => total + of(share), 0);
  return {
    shards,
    keys: sum(({ keys }) => keys),
    mebibytes: sum(({ bytes }) => bytes) / mebibyte,
    tripsPerSecond: sum(tripsOf),
    busiestTripsPerSecond: most(tripsOf),
    busiestPercent: 100 * most(busyOf),
    busiestMebibytes: most(({ bytes }) => bytes) / mebibyte,
    p99WaitMs: playQueue(most(tripsOf), scriptUs).p99Ms,
    connections: workload.processes * 2,
  };
}
