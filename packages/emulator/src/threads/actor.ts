import type { CallContext, Refuser } from '../pipeline/call.ts';
import type { Chat } from '../state/workspace.ts';

/** Who acts: the caller, or the bot that the query names, which has to be in the channel. */
export function actorIn(
  call: CallContext & Refuser<'operation_not_allowed'>,
  channelChat: Chat,
  botUniqueName: string | undefined,
): { readonly id: string; readonly name: string } {
  const { users, bots } = call.workspace;
  const inChannel = botUniqueName === undefined || channelChat.channel?.bots.includes(botUniqueName) === true;
  const actor = botUniqueName === undefined ? users.get(call.userId) : bots.get(botUniqueName);
  if (actor === undefined || !inChannel)
    throw call.refuse('operation_not_allowed', 'This bot is not in the channel.');
  return actor;
}
