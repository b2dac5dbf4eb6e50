import type { Connection } from '../clients/connection.ts';

/** Messages from other processes that something is worth another look. They may be lost: nothing may depend on them alone. */
export interface Signals {
  /** The name of this process among all that share the server. Messages to it go to `channelOf(prefix, id)`. */
  readonly id: string;
  /**
   * Calls `wake` for each message about this, and once when messages begin to arrive, for what came before is lost. The
   * function that it gives ends that. The connection for messages is open only while somebody listens.
   */
  on(about: string, wake: () => void): () => void;
}

/** Where messages to one process go. The scripts publish there; the message is what it is about: a key. */
export function channelOf(prefix: string, id: string): string {
  return `${prefix}:wake:${id}`;
}

export function signalsOn(connection: Connection, prefix: string, warn: (message: string) => void): Signals {
  throw new Error(`${connection.clustered}${prefix}${warn}`);
}
