/**
 * What cliqkit needs of a client for Redis or Valkey. Each client has an adapter that makes one of these; nothing else in this
 * package knows which client it is.
 */
export interface Connection {
  /** Whether the keys are spread over several servers. */
  readonly clustered: boolean;
  /** Runs a script that the server knows by its digest. Rejects with the server's NOSCRIPT if it does not. */
  evalSha(sha: string, keys: readonly string[], args: readonly string[]): Promise<unknown>;
  /** Runs a script, and makes the server know it. */
  eval(source: string, keys: readonly string[], args: readonly string[]): Promise<unknown>;
  /**
   * Opens a way for messages on one channel, apart from the commands. Resolves when messages arrive; the function that it
   * gives ends it. Not there where the client cannot.
   */
  listen?(channel: string, onMessage: (message: string) => void): Promise<() => Promise<void>>;
}
