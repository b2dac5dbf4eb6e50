import type { BatchResult } from '@cliqkit/core';
import { CliqError } from '@cliqkit/core';

/** A pin that is gone, as it was: what `pins.add` needs to pin the message again. */
export interface LostPin {
  /** Id of the message. */
  readonly id: string;
  /** ISO 8601, epoch milliseconds, or -1 for ever. */
  readonly expiry_time: string | number;
  readonly is_primary: boolean;
}

interface VerificationErrorDetails {
  result: BatchResult;
  lost: readonly LostPin[] | undefined;
  cause?: CliqError | undefined;
}

/** `pins.remove` with `verify` found that pins are gone which it had not named, or could not look. */
export class VerificationError extends CliqError {
  /** What became of the messages that were named. */
  readonly result: BatchResult;
  /** The other pins that are gone, newest first. Undefined when the pins could not be read after the removal. */
  readonly lost: readonly LostPin[] | undefined;

  constructor({ result, lost, cause }: VerificationErrorDetails) {
    super(
      lost === undefined
        ? 'pins.remove: the pins could not be read after the removal, so nobody knows whether others are gone, too. See error.result for what was named.'
        : `pins.remove: pins are gone that were not named (${lost.length}, see error.lost). Either somebody else removed them, or a proxy strips the body of DELETE requests: the service then removes every pin, so remove none from here.`,
      { operation: 'deletePinnedMessages', outcome: 'unknown', cause },
    );
    this.name = 'VerificationError';
    this.result = result;
    this.lost = lost;
  }
}
