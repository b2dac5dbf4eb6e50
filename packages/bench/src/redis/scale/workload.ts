/** What was measured on one server, and what is assumed of those who call. */
export interface Inputs {
  /** Microseconds of a server's main thread for a call: its acquire and its settle. */
  readonly serverUs: number;
  /** Bytes of a user with so many slots taken within the window. */
  readonly bytes1: number;
  readonly bytes20: number;
  /** Bytes of the tokens of an account. */
  readonly bytesTokens: number;
  /** Round trips for a call when more calls wait than the limit lets go. */
  readonly tripsWaiting: number;
  /** Calls of a user in a minute, on the average, where users do not wait. */
  readonly rate: number;
  /** Milliseconds from a call's acquire to its settle. */
  readonly callMs: number;
  /** How much of a server's time may be used at most: more, and a burst has to wait. */
  readonly mostBusy: number;
  /** How much memory a server may use for this at most, in MiB. */
  readonly mostMiB: number;
}

/** Who calls. */
export interface Workload {
  readonly name: string;
  readonly users: number;
  readonly processes: number;
  /** Whether each user has more calls to make than the limit lets go. */
  readonly saturated: boolean;
  /** Primaries of the cluster; 1 is a single server. Undefined: as many as it takes. */
  readonly shards: number | undefined;
}
