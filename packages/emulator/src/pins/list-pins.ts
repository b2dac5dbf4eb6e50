import type { Call, Handler } from '../pipeline/call.ts';
import { memberChat } from '../pipeline/member-chat.ts';
import type { Pin } from '../state/pin-board.ts';
import { currentPins } from '../state/pin-board.ts';
import type { PageToken } from './page-token.ts';
import { readPageToken, writePageToken } from './page-token.ts';
import { pinEnvelope, presentPin } from './present-pin.ts';

type ListCall = Call<'getPinnedMessages'>;

function tokenOf(call: ListCall, name: 'next_token' | 'sync_token'): PageToken | undefined {
  const text = call.query[name];
  if (text === undefined) return undefined;
  const token = readPageToken(text);
  if (token === undefined) throw call.refuse('operation_failed', `This ${name} is not valid.`);
  return token;
}

/** Where the page starts: after the pin that ended the page before. */
function startOf(call: ListCall, pins: readonly Pin[], next: PageToken | undefined): number {
  if (next === undefined) return 0;
  const index = pins.findIndex((pin) => pin.message.id === next.cursor);
  if (index === -1) throw call.refuse('operation_failed', 'This next_token is not valid any more.');
  return index + 1;
}

/** The pins of a chat, page by page; with a sync token, those that changed since. */
export const getPinnedMessages: Handler<'getPinnedMessages'> = (call) => {
  const { board } = memberChat(call);
  const next = tokenOf(call, 'next_token');
  const sync = tokenOf(call, 'sync_token');
  const since = sync === undefined ? Number.NEGATIVE_INFINITY : Number(sync.cursor);
  const pins = currentPins(board, call.now, call.quirks.primaryRemoved).filter((pin) => pin.change > since);
  const start = startOf(call, pins, next);
  const limit = call.query.limit ?? next?.limit ?? sync?.limit ?? call.defaultOf('limit');
  const page = pins.slice(start, start + limit);
  const last = page.at(-1);
  const token = { limit, issuedAt: call.now };
  return {
    ...pinEnvelope(
      call,
      page.map((pin) => presentPin(call, board, pin)),
    ),
    sync_token: writePageToken({ ...token, cursor: String(board.changes) }),
    ...(last === undefined || start + limit >= pins.length
      ? {}
      : { next_token: writePageToken({ ...token, cursor: last.message.id }) }),
  };
};
