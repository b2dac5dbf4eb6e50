import { createPinBoard } from './pin-board.ts';
import type { Chat, Message, Thread } from './workspace.ts';

/** A thread that nobody follows and that has no messages yet. */
export function createThread(id: string, parent: Chat, mainMessage: Message, title: string): Thread {
  return {
    chat: {
      id,
      type: 'thread',
      name: title,
      members: parent.members,
      channel: undefined,
      bot: undefined,
      external: parent.external,
      messages: [],
      board: createPinBoard(),
    },
    parent,
    mainMessage,
    title,
    state: 'open',
    followers: new Set(),
    participants: new Set(),
    muted: new Set(),
  };
}

/** Whether an id has the shape of a thread's, `<parent chat id>-T-<digits>`. */
export function isThreadId(id: string): boolean {
  return /^.+-T-\d+$/u.test(id);
}
