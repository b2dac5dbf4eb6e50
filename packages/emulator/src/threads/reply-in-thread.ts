import type { Handler } from '../pipeline/call.ts';
import { actorIn } from './actor.ts';
import { postMessage, requireAnswered, requireOpen, requireRoomFor } from './post-message.ts';
import { requireThread } from './require-thread.ts';

export const sendMessageToThread: Handler<'sendMessageToThread'> = (call) => {
  const thread = requireThread(call);
  const author = actorIn(call, thread.parent, call.query.bot_unique_name);
  requireOpen(call, thread);
  requireAnswered(call, call.body, [...thread.chat.messages, ...thread.parent.messages]);
  requireRoomFor(call, call.body);
  return postMessage(call, thread, author, call.body);
};
