import type { PinnedMessage } from '@cliqkit/types';
import type { CallContext } from '../pipeline/call.ts';
import { momentFor, presentMessage } from '../pipeline/present-message.ts';
import type { Pin, PinBoard } from '../state/pin-board.ts';
import { never } from '../state/pin-board.ts';

/** A pin as the caller sees it. */
export function presentPin(call: CallContext, board: PinBoard, pin: Pin): PinnedMessage {
  return {
    ...presentMessage(call, pin.message),
    is_pinned: true,
    pin_information: {
      expiry_time: pin.expiresAt === never ? never : momentFor(call, pin.expiresAt),
      creator: { id: pin.creatorId, name: call.workspace.users.get(pin.creatorId)?.name ?? '' },
      created_time: momentFor(call, pin.createdAt),
      last_modified_time: momentFor(call, pin.modifiedAt),
      is_primary: board.primary === pin,
    },
  };
}

/** The envelope that replies about pins come in. */
export function pinEnvelope<Data>(call: CallContext, data: Data): { url: string; type: string; data: Data } {
  return { url: `/v3${call.path}`, type: 'pinmessages', data };
}
