/** How the service puts a refusal. */
export const refusals = {
  /** Documented, with a header that was never seen of it: the shape that tells a client most. */
  told: { throttleReply: '429', retryAfter: 'present' },
  /** As documented. */
  documented: { throttleReply: '429', retryAfter: 'absent' },
  /** As others have seen it. */
  observed: { throttleReply: '400', retryAfter: 'absent' },
} as const;

/** One job: calls of one URL by one user, all asked for at once. */
export interface Scene {
  readonly calls: number;
  /** How many processes of the user make them, each its share. */
  readonly processes: number;
  /** Milliseconds that a request, and a reply, takes at least. */
  readonly wayMs: number;
  /** Milliseconds that a request, and a reply, takes beyond `wayMs` at most. */
  readonly jitterMs: number;
  readonly refusal: keyof typeof refusals;
  /** Of the network, and of the dice that a library throws. */
  readonly seed: number;
}

/** What came of a job. */
export interface Outcome {
  /** Calls that failed, or had not ended after the longest time that is waited. */
  readonly lost: number;
  /** Requests that were refused: over the limit, or into a lock. */
  readonly throttles: number;
  /** From the first call to the end of the last one that ended. */
  readonly makespanMs: number;
  /** Mean time from sending a request to its reply. */
  readonly roundTripMs: number;
}
