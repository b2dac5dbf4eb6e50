import type { Hosts } from 'cliqkit';
import type { ClientKind, Place } from './connect-client.ts';

/** What a process is told to do. */
export interface Orders {
  readonly client: ClientKind;
  readonly place: Place;
  /** Of the service. */
  readonly hosts: Hosts;
  /** How long the windows of the service are. */
  readonly windowMs: number;
  /** For whom it calls, each with an access token that outlives it. */
  readonly users: readonly { readonly name: string; readonly token: string }[];
  /** How many calls it makes for each of them. */
  readonly calls: number;
  /** How many of these it makes at once. */
  readonly atOnce: number;
  /** How long an attempt may take. */
  readonly attemptTimeoutMs: number;
  /** How many milliseconds a reply takes at most, beyond what it takes. @default 0 */
  readonly replyMs?: number;
}

/** What a process says, one to a line. It says that it is up, and begins when it is sent a line itself. */
export type Word =
  | 'up'
  | 'sending'
  | 'no reply'
  | 'called'
  | 'store failed'
  | 'throttled'
  | 'call failed'
  | 'done';
