import type { ClientName } from './clients.ts';

/** What a process of the load generator is told to do. */
export interface LoadTask {
  readonly client: ClientName;
  readonly port: number;
  /** Slots are given back, or are only taken. */
  readonly settles: boolean;
  readonly atATime: number;
  readonly seconds: number;
  /** Users who take turns, and what begins their names: those of an earlier load have used their limit. */
  readonly users: number;
  readonly names: string;
}

/** What it has seen. */
export interface LoadOutcome {
  readonly slots: number;
  readonly seconds: number;
  /** Of one acquire. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}
