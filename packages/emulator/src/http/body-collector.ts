/** The most that a request to the API or to the accounts server may send. */
export const maxBodyBytes = 1_048_576;

/**
 * How much more than allowed is read of a body. Many clients look for a reply only after they have sent everything, and
 * would see a broken connection in place of the refusal.
 */
const maxDiscardedBytes: number = 7 * maxBodyBytes;

/** Takes the bytes of a body as they come. */
export interface BodyCollector {
  /** Gives whether more is wanted: not of a body that is much too long. */
  add(chunk: Uint8Array): boolean;
  /** The whole; nothing when it was too long. */
  bytes(): Uint8Array<ArrayBuffer> | undefined;
}

export function createBodyCollector(maxBytes: number): BodyCollector {
  let kept: Uint8Array[] = [];
  let length = 0;
  return {
    add(chunk) {
      length += chunk.length;
      if (length <= maxBytes) kept.push(chunk);
      else kept = [];
      return length <= maxBytes + maxDiscardedBytes;
    },
    bytes: () => (length > maxBytes ? undefined : Buffer.concat(kept)),
  };
}
