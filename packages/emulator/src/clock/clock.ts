/** Where time comes from. Any object of this shape will do; a client may bring the one it runs on. */
export interface Clock {
  /** Wall-clock time in epoch milliseconds. May jump. */
  wall(): number;
  /** Milliseconds since some start. Never goes back. */
  mono(): number;
  /** Calls `fire` once after `ms` milliseconds of `mono`, unless the returned function is called first. */
  timer(ms: number, fire: () => void): () => void;
}
