import { doorRefusal } from '../replies/door-refusal.ts';
import { EarlyReply } from '../replies/early-reply.ts';
import { mostEntities } from '../state/room.ts';
import type { CallContext } from './call.ts';

/** Refuses a call that would add more than the emulator wants to hold. */
export function requireRoom({ workspace }: CallContext, added: number): void {
  if (workspace.room.take(added)) return;
  throw new EarlyReply(
    doorRefusal(
      507,
      `the workspace holds ${mostEntities} users, chats, messages, threads, folders and pins, and may hold no more. ` +
        'Reset the emulator, or start it with a smaller seed.',
    ),
  );
}
