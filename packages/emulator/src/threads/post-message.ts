import type { PostedMessage } from '@cliqkit/types';
import type { CallContext, Refuser } from '../pipeline/call.ts';
import { requireRoom } from '../pipeline/require-room.ts';
import { canonicalMessageId } from '../state/message-id.ts';
import type { Message, Thread, Workspace } from '../state/workspace.ts';

interface Draft {
  readonly text: string;
  readonly reply_to?: string;
  readonly post_in_parent?: boolean;
  readonly sync_message?: boolean;
}

interface Author {
  readonly id: string;
  readonly name: string;
}

function mentionsIn(text: string, { users }: Workspace): readonly Author[] {
  const ids = new Set([...text.matchAll(/\{@(\d+)\}/gu)].map((match) => match[1] ?? ''));
  return [...ids].flatMap((id) => users.get(id) ?? []);
}

/** Refuses a message that answers one which is neither in the thread nor in its channel. */
export function requireAnswered(
  call: Refuser<'operation_failed'>,
  draft: Draft,
  messages: readonly Message[],
): void {
  const { reply_to: answered } = draft;
  if (answered === undefined || messages.some(({ id }) => id === canonicalMessageId(answered))) return;
  throw call.refuse('operation_failed', 'There is no message that this one could answer.');
}

/** Refuses a message to a thread that is closed. */
export function requireOpen(
  call: CallContext & Refuser<'operation_failed' | 'operation_not_allowed'>,
  thread: Thread,
): void {
  if (thread.state === 'closed') throw call.refuse(call.quirks.closedThread, 'This thread is closed.');
}

/** Refuses a message that there is no room for, together with the threads that it starts. */
export function requireRoomFor(call: CallContext, draft: Draft, threads = 0): void {
  requireRoom(call, threads + (draft.post_in_parent === true ? 2 : 1));
}

/** Posts in a thread. Whoever writes takes part, and follows from then on. */
export function postMessage(
  { workspace, now }: CallContext,
  thread: Thread,
  author: Author,
  draft: Draft,
): PostedMessage | undefined {
  const write = (): Message => ({
    id: workspace.ids.message(now),
    sender: author,
    text: draft.text,
    mentions: mentionsIn(draft.text, workspace),
  });
  const message = write();
  thread.chat.messages.push(message);
  if (draft.post_in_parent === true) thread.parent.messages.push(write());
  thread.participants.add(author.id);
  thread.followers.add(author.id);
  return draft.sync_message === true ? { message_id: message.id } : undefined;
}
