import type { Ending, PeerScene } from './peer.ts';
import type { PeerName } from './peers.ts';

/** What a process is told: to open a library, to make its calls, to close it. */
export type CallerTask =
  | {
      readonly kind: 'open';
      readonly peer: PeerName;
      readonly scene: Omit<PeerScene, 'fetch'>;
      /** Real milliseconds that a request is on its way at most, the least being none. */
      readonly jitterMs: number;
      readonly seed: number;
    }
  | { readonly kind: 'run'; readonly calls: number; readonly callers: number }
  | { readonly kind: 'close' };

/** A call that has ended, and when, in epoch milliseconds. */
export interface Ended {
  readonly ending: Ending;
  readonly at: number;
}

/** What the process of the emulator is asked. */
export type EmulatorTask = { readonly kind: 'address' } | { readonly kind: 'arrivals' };

export interface Address {
  readonly apiUrl: string;
  readonly accountsUrl: string;
  readonly token: string;
}

/** A request that has arrived; when, in milliseconds of the emulator's clock. */
export interface Arrival {
  readonly at: number;
  readonly overLimit: boolean;
  readonly locked: boolean;
}
