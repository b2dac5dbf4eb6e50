import type { Way } from './peers/peer.ts';

/** What one process measures. */
export interface Plan {
  readonly way: Way;
  readonly call: 'get' | 'post';
  /** Whether bytes are counted, in place of time. */
  readonly bytes: boolean;
  /** Calls of each peer before anything is measured. */
  readonly warmUp: number;
  readonly rounds: number;
  /** Calls of each peer in a round. */
  readonly calls: number;
  /** A peer that waits of its own accord makes fewer calls: no more in a round than this long. */
  readonly patienceMs: number;
  /** Whether peers take part that wait between their calls. */
  readonly paced: boolean;
}

/** What one round gave for one peer. */
export interface Round {
  readonly p10Us: number;
  readonly medianUs: number;
  readonly p99Us: number;
  /** Of all threads of the process, for each call. */
  readonly cpuUs: number;
  /** One call after the other. */
  readonly perSecond: number;
  /** With 64 callers at once. */
  readonly perSecondAt64: number;
}

export interface Outcome {
  readonly peer: string;
  /** Empty if bytes were counted. */
  readonly rounds: readonly Round[];
  /** Bytes of the heap for each call, of several batches. Empty if time was measured. */
  readonly bytes: readonly number[];
}
