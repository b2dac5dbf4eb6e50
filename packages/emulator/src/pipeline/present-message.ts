import type { LastMessage, Mention } from '@cliqkit/types';
import { sentAt } from '../state/message-id.ts';
import { formatMoment } from '../state/moment.ts';
import type { Message } from '../state/workspace.ts';
import type { CallContext } from './call.ts';

/** A moment in the time zone of the caller. */
export function momentFor({ workspace, userId }: CallContext, ms: number): string {
  return formatMoment(ms, workspace.users.get(userId)?.utcOffsetMinutes ?? 0);
}

/** A message as the caller sees it. */
export function presentMessage(
  call: CallContext,
  message: Message,
): Required<LastMessage> & { mentions?: Mention[] } {
  return {
    id: message.id,
    type: 'text',
    content: { text: message.text },
    sender: { id: message.sender.id, name: message.sender.name },
    time: momentFor(call, sentAt(message.id)),
    ...(message.mentions.length === 0
      ? {}
      : { mentions: message.mentions.map(({ id, name }) => ({ id, name: `@${name}`, type: 'user' })) }),
  };
}
