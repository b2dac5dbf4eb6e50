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
   * Opens a way for messages on one channel, apart from the commands. Not there where the client cannot. After a lost
   * connection the client opens it again by itself, and `onAgain` is called if the client tells: messages may be missing.
   */
  listen?(channel: string, onMessage: (message: string) => void, onAgain: () => void): Listening;
}

export interface Listening {
  /** Resolves when messages arrive, which takes as long as the server cannot be reached. Rejects if they never will. */
  readonly opened: Promise<void>;
  /** Ends it, also while it still opens. */
  close(): Promise<void>;
}
