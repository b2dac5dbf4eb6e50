/** Keeps each user within a limit, in the memory of this process. */
export interface Limiter {
  /** Does something for a user, at once when the limit allows it. Gives a promise unless it is done by then. */
  call(user: string, act: () => void): Promise<unknown> | undefined;
  /** Lets so many milliseconds pass, where the clock can be set. */
  skip?(ms: number): void;
}

/** So many calls of one user in so many milliseconds. */
export interface Bounds {
  readonly limit: number;
  readonly windowMs: number;
}
