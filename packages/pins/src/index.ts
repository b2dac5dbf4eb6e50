import type { ClientOptions } from '@cliqkit/core';
import { createClient } from '@cliqkit/core';
import { Pins } from './pins.ts';

export type {
  AddPinRequest,
  GetPinnedMessagesQuery,
  PinInformation,
  PinnedMessage,
  PinnedMessagesReply,
  ReorderPinRequest,
} from '@cliqkit/types/pins';
export { type PinMove, Pins } from './pins.ts';
export { type LostPin, VerificationError } from './verification-error.ts';
export type { RemoveOptions } from './verify-removal.ts';

/**
 * The pins module alone, for those who need no other.
 * @example
 * const pins = createPins({ dataCenter: 'eu', credentials: { accessToken } });
 */
export function createPins(options: ClientOptions): Pins {
  return new Pins(createClient(options));
}
