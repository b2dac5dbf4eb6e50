import type { Handler } from '../pipeline/call.ts';
import { actorIn } from './actor.ts';
import { follow } from './follow.ts';
import { requireThread } from './require-thread.ts';

/** Closes or reopens a thread, or follows or unfollows it; as the caller, or as a bot. */
export const updateThreadState: Handler<'updateThreadState'> = (call) => {
  if (call.query.appkey !== undefined && call.query.bot_unique_name === undefined) {
    throw call.refuse('input_pattern_mismatch', 'appkey is for bot_unique_name and cannot stand alone.');
  }
  const thread = requireThread(call);
  const actor = actorIn(call, thread.parent, call.query.bot_unique_name);
  switch (call.body.action) {
    case 'close':
      thread.state = 'closed';
      break;
    case 'reopen':
      thread.state = 'open';
      break;
    case 'follow':
      follow(thread, actor.id);
      break;
    case 'unfollow':
      thread.followers.delete(actor.id);
      break;
  }
  return undefined;
};
