import type { BatchResult, CallOptions, List } from '@cliqkit/core';
import { isCliqError, normalizeMessageId } from '@cliqkit/core';
import type { PinnedMessage, PinnedMessagesReply } from '@cliqkit/types/pins';
import type { LostPin } from './verification-error.ts';
import { VerificationError } from './verification-error.ts';

/** Options of `pins.remove`. */
export interface RemoveOptions extends CallOptions {
  /**
   * Reads all pins before and after, and throws VerificationError if others are gone than those that were named. For
   * networks with a proxy that may strip the body of a DELETE request: the service then removes every pin.
   * @default false
   */
  verify?: boolean | undefined;
}

/** The time of a page is the moment before the second of its reply: what ended within that second counts as over. */
const withinSecondMs = 1_000;

/** Removes pins, and sees to it that no others go with them. */
export async function verifyRemoval(
  pins: List<PinnedMessage, PinnedMessagesReply>,
  named: readonly string[],
  remove: () => Promise<BatchResult>,
): Promise<BatchResult> {
  const before = (await pins.toArray()).map(briefly);
  const result = await remove();
  const accounted = new Set(named.map(normalizeMessageId));
  let now = Number.NaN;
  try {
    for await (const { items, syncTime } of pins.pages()) {
      now = (syncTime ?? Number.NaN) + withinSecondMs;
      for (const pin of items) accounted.add(normalizeMessageId(briefly(pin).id));
    }
  } catch (error) {
    const cause = isCliqError(error) ? error : undefined; // Another is the reason of an abort, and the caller's own.
    throw new VerificationError({ result, lost: undefined, cause });
  }
  const lost = before.filter((pin) => !accounted.has(normalizeMessageId(pin.id)) && !hasEnded(pin, now));
  if (lost.length > 0) throw new VerificationError({ result, lost });
  return result;
}

/** The texts of a chat do not belong in an error. Replies have been seen to leave things out. */
function briefly({ id, pin_information: pin }: PinnedMessage): LostPin {
  return { id: String(id), expiry_time: pin?.expiry_time ?? -1, is_primary: pin?.is_primary ?? false };
}

/** Whether a pin is gone because its time was over. -1 is for ever. */
function hasEnded({ expiry_time }: LostPin, now: number): boolean {
  const end = String(expiry_time) === '-1' ? Number.NaN : new Date(expiry_time).getTime();
  return end <= now;
}
