import type { PinnedChat } from '@cliqkit/types';
import type { CallContext } from '../pipeline/call.ts';
import { presentMessage } from '../pipeline/present-message.ts';
import { chatName } from '../state/chat-name.ts';
import type { Chat } from '../state/workspace.ts';

/** How many people a summary names at most. */
const summaryLength = 5;

function peopleIn({ workspace }: CallContext, chat: Chat): { id: string; name: string }[] {
  return [...chat.members].flatMap((id) => {
    const user = workspace.users.get(id);
    return user === undefined ? [] : [{ id, name: user.name }];
  });
}

/** A chat of a folder, with what was asked for about it. */
export function presentChat(call: CallContext, chat: Chat, fields: ReadonlySet<string>): PinnedChat {
  const last = chat.messages.at(-1);
  const others = peopleIn(call, chat).filter(({ id }) => id !== call.userId);
  return {
    chat_id: chat.id,
    chat_type: chat.type,
    name: chatName(call.workspace, chat, call.userId),
    participant_count: chat.members.size,
    is_pinned: true,
    ...(fields.has('recipients_summary') ? { recipients_summary: others.slice(0, summaryLength) } : {}),
    ...(fields.has('last_message_info') && last !== undefined
      ? { last_message_info: presentMessage(call, last) }
      : {}),
  };
}
