import type { Call, Handler } from '../pipeline/call.ts';
import { EarlyReply } from '../replies/early-reply.ts';
import { jsonReply } from '../replies/json-reply.ts';
import { requireThread } from './require-thread.ts';

type TakePartCall = Call<'leaveThread' | 'muteThread' | 'unmuteThread'>;

function acknowledge({ quirks }: TakePartCall): undefined {
  if (quirks.acknowledge === '200')
    throw new EarlyReply(jsonReply(200, { 'Response Code': '204 No response' }));
  return undefined;
}

/** The caller does not take part any more, nor follow, and is not muted. */
export const leaveThread: Handler<'leaveThread'> = (call) => {
  const { participants, followers, muted } = requireThread(call);
  for (const group of [participants, followers, muted]) group.delete(call.userId);
  return acknowledge(call);
};

export const muteThread: Handler<'muteThread'> = (call) => {
  requireThread(call).muted.add(call.userId);
  return acknowledge(call);
};

export const unmuteThread: Handler<'unmuteThread'> = (call) => {
  requireThread(call).muted.delete(call.userId);
  return acknowledge(call);
};
