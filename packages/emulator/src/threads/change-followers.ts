import type { Handler } from '../pipeline/call.ts';
import { follow } from './follow.ts';
import { requireThread } from './require-thread.ts';

/** Makes members of the channel follow. Somebody else among them refuses the whole call. */
export const addThreadFollowers: Handler<'addThreadFollowers'> = (call) => {
  const thread = requireThread(call);
  if (call.body.user_ids.some((id) => !thread.parent.members.has(id))) {
    throw call.refuse('operation_failed', 'One of the users is not a member of the channel.');
  }
  for (const id of call.body.user_ids) follow(thread, id);
  return undefined;
};

/** Makes users not follow any more. Those who do not follow are passed over. */
export const removeThreadFollowers: Handler<'removeThreadFollowers'> = (call) => {
  const { followers } = requireThread(call);
  for (const id of call.body.user_ids) followers.delete(id);
  return undefined;
};
