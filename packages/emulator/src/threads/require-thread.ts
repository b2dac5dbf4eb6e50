import type { CallContext, Refuser } from '../pipeline/call.ts';
import { isThreadId } from '../state/thread.ts';
import type { Thread } from '../state/workspace.ts';

/** The thread that the URL names, if the caller is in its channel. */
export function requireThread(
  call: CallContext & Refuser<'thread_chatid_invalid' | 'operation_failed' | 'operation_not_allowed'>,
): Thread {
  if (!isThreadId(call.id)) throw call.refuse('thread_chatid_invalid', 'This is not the id of a thread.');
  const thread = call.workspace.threads.get(call.id);
  if (thread === undefined) throw call.refuse('operation_failed', 'There is no such thread.');
  if (!thread.parent.members.has(call.userId)) {
    throw call.refuse('operation_not_allowed', 'You are not a member of the channel of this thread.');
  }
  return thread;
}
