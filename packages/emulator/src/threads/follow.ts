import type { Handler } from '../pipeline/call.ts';
import type { Thread } from '../state/workspace.ts';
import { requireThread } from './require-thread.ts';

/** Makes a user or a bot follow a thread. */
export function follow(thread: Thread, id: string): void {
  thread.followers.add(id);
  thread.participants.add(id);
}

export const followThread: Handler<'followThread'> = (call) => {
  follow(requireThread(call), call.userId);
  return undefined;
};

export const unfollowThread: Handler<'unfollowThread'> = (call) => {
  requireThread(call).followers.delete(call.userId);
  return undefined;
};
