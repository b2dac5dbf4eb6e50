import { demo } from '@cliqkit/emulator';
import type { BatchResult, ChatsChange } from 'cliqkit';
import type { VirtualWorld } from './virtual-world.ts';

/** A folder of Ana's, with Ben and Chloe in it. */
export const { people } = demo.folders;

/** The result of a batch that succeeded as a whole. */
export function complete(succeeded: string[]): BatchResult {
  return { ok: true, succeeded, failed: [], unknown: [], notAttempted: [] };
}

/** Adds a chat at the end. */
export function withChat(id: string): ChatsChange {
  return (chats) => [...chats, id];
}

/** Ana's other device adds a chat to the folder, a moment later. */
export function addElsewhere({ clock, otherDevice }: VirtualWorld, chatId: string): () => Promise<unknown> {
  return () => {
    clock.advance(1);
    return otherDevice.folders.pinChat(chatId, { category_id: people });
  };
}

/** A change that only plain JavaScript can hand in: the types refuse it. */
export function untyped(change: unknown): ChatsChange {
  return change as ChatsChange;
}
