import type { LimiterName } from './limiters.ts';

/** What is measured in a process of its own. */
export type Task = RateTask | BytesTask | WaitingTask;

/** Each of so many users calls so many times, in turn, within its limit. */
export interface RateTask {
  readonly kind: 'rate';
  readonly limiter: LimiterName;
  readonly users: number;
  readonly calls: number;
}

export interface Rate {
  readonly perSecond: number;
  /** From asking for one call to its being let go, one after the other. */
  readonly p50Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
}

/** `busy`: each of so many users has taken all of its limit. `idle`: each has called once, and it is free again. */
export interface BytesTask {
  readonly kind: 'bytes';
  readonly limiter: LimiterName;
  readonly users: number;
  readonly state: 'busy' | 'idle';
}

export interface Bytes {
  /** Of the heap, for each user. */
  readonly each: number;
}

/** So many calls come at once and wait in `pace`, in virtual time, until the last has been let go. */
export interface WaitingTask {
  readonly kind: 'waiting';
  readonly scene: SceneName;
  readonly calls: number;
}

export type SceneName =
  | 'one budget'
  | 'one budget, told of places'
  | 'a budget for each hundred'
  | 'given up';

export interface Waited {
  /** Of processor time, for each call. */
  readonly usPerCall: number;
}
