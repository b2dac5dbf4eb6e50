import type { Handler } from '../pipeline/call.ts';
import { presentMessage } from '../pipeline/present-message.ts';
import { encodedMessageId, spacedMessageId } from '../state/message-id.ts';

/** The details of a thread. Those outside its channel may read them too, and learn that they are outside. */
export const getThreadDetailsV3: Handler<'getThreadDetailsV3'> = (call) => {
  const thread = call.workspace.threads.get(call.id);
  // No other code of this operation fits an id that looks right and names nothing.
  if (thread === undefined) throw call.refuse('thread_chatid_invalid', 'This is not the id of a thread.');
  const { chat, parent, mainMessage } = thread;
  if (chat.external) {
    throw call.refuse(
      'external_communication_not_supported',
      'Your organisation does not allow chats with outsiders.',
    );
  }
  const last = chat.messages.at(-1);
  return {
    url: `/api/v3${call.path}`,
    type: 'chat_thread',
    data: {
      chat_id: chat.id,
      parent_chat_id: parent.id,
      thread_message_id: encodedMessageId(mainMessage.id),
      title: thread.title,
      follower_count: thread.followers.size,
      is_follower: thread.followers.has(call.userId),
      parent_participant: parent.members.has(call.userId),
      thread_state: thread.state,
      parent_message_sender: mainMessage.sender.id,
      ...(last === undefined
        ? {}
        : { last_message_information: { ...presentMessage(call, last), id: spacedMessageId(last.id) } }),
    },
  };
};
