import type { Figure } from '../figure.ts';
import { killedWorkers } from './figures/killed-workers.ts';
import { oneBudget } from './figures/one-budget.ts';
import { oneRefresh } from './figures/one-refresh.ts';
import { pausedWorkers } from './figures/paused-workers.ts';
import { serverTrouble } from './figures/server-trouble.ts';
import { throughput } from './figures/throughput.ts';
import { tokenCrashes } from './figures/token-crashes.ts';

/** What must hold of processes that share a server, in the order in which it is told. */
export const redisFigures: readonly Figure[] = [
  oneBudget,
  oneRefresh,
  killedWorkers,
  pausedWorkers,
  tokenCrashes,
  serverTrouble,
  throughput,
];
