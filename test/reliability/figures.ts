import type { Figure } from './figure.ts';
import { abort } from './figures/abort.ts';
import { bomb } from './figures/bomb.ts';
import { canary } from './figures/canary.ts';
import { faultStorm } from './figures/fault-storm.ts';
import { faultsCarried } from './figures/faults-carried.ts';
import { growth } from './figures/growth.ts';
import { idleExit } from './figures/idle-exit.ts';
import { knownLock } from './figures/known-lock.ts';
import { longJob } from './figures/long-job.ts';
import { outage } from './figures/outage.ts';
import { pacing } from './figures/pacing.ts';
import { refresh } from './figures/refresh.ts';
import { retryMatrix } from './figures/retry-matrix.ts';
import { saboteurs } from './figures/saboteurs.ts';

/** Everything that must hold, in the order in which it is told. */
export const figures: readonly Figure[] = [
  faultsCarried,
  retryMatrix,
  faultStorm,
  knownLock,
  pacing,
  longJob,
  refresh,
  outage,
  abort,
  idleExit,
  bomb,
  growth,
  canary,
  saboteurs,
];
