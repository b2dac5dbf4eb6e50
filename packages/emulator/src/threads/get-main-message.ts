import type { Handler } from '../pipeline/call.ts';
import { presentMessage } from '../pipeline/present-message.ts';
import { encodedMessageId } from '../state/message-id.ts';
import { currentPins } from '../state/pin-board.ts';
import { requireThread } from './require-thread.ts';

/** The message a thread hangs on. Its id comes in two forms in the one reply, as upstream. */
export const getThreadMainMessage: Handler<'getThreadMainMessage'> = (call) => {
  const { chat, parent, mainMessage, title, followers, state } = requireThread(call);
  const pins = currentPins(parent.board, call.now, call.quirks.primaryRemoved);
  return {
    ...presentMessage(call, mainMessage),
    is_pinned: pins.some(({ message }) => message === mainMessage),
    ...(parent.channel === undefined ? {} : { parent_resource_id: parent.channel.uniqueName }),
    thread_information: {
      thread_message_id: encodedMessageId(mainMessage.id),
      chat_id: chat.id,
      title,
      follower_count: followers.size,
      message_count: chat.messages.length,
    },
    thread_state_information: { thread_state: state },
  };
};
