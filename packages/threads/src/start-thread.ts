import type { CallOptions, ModuleClient } from '@cliqkit/core';
import { copyOf, InputError } from '@cliqkit/core';
import type {
  operations,
  PostedMessage,
  SendMessageToThreadQuery,
  StartThreadRequest,
} from '@cliqkit/types/threads';
import type { ThreadTarget } from './thread-target.ts';

interface StartMessage {
  body: StartThreadRequest;
  query: SendMessageToThreadQuery;
}

/** Starts a thread in a channel by whichever of its three names is given. Throws InputError for none, or several. */
export async function startThread(
  call: ModuleClient<typeof operations>,
  target: ThreadTarget,
  message: StartMessage,
  options: CallOptions | undefined,
): Promise<{ data: PostedMessage | undefined; response: Response }> {
  const { channelId, chatId, channelName } = oneOf(copyOf(target ?? {}));
  if (channelId !== undefined) {
    const path = { CHANNEL_ID: channelId };
    return call('createThreadMessageByChannelId', { path, ...message }, options).withResponse();
  }
  if (chatId !== undefined) {
    const path = { CHAT_ID: chatId };
    return call('createThreadMessageByChatId', { path, ...message }, options).withResponse();
  }
  const path = { CHANNEL_UNIQUE_NAME: channelName };
  return call('createThreadMessageByChannelUniqueName', { path, ...message }, options).withResponse();
}

function oneOf(target: ThreadTarget): ThreadTarget {
  if (Object.values(target).filter((id) => id !== undefined).length === 1) return target;
  throw new InputError('threads.start needs exactly one of channelId, chatId and channelName.');
}
