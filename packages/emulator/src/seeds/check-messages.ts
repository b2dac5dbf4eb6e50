import { sentAt } from '../state/message-id.ts';
import type { Cast } from './check-part.ts';
import type { Problems } from './problems.ts';
import { below } from './problems.ts';
import type { SeedMessage } from './seed.ts';

/** Fourteen digits of milliseconds lead into the year 5138. */
const messageId = /^\d{1,14}_\d{1,30}$/u;

/** Checks that messages are by somebody, mention somebody and differ. Gives their ids. */
export function checkMessages(
  messages: readonly SeedMessage[],
  at: string,
  { users, botIds, place }: Cast,
  problems: Problems,
): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [index, { id, senderId, mentions = [] }] of messages.entries()) {
    if (!messageId.test(id)) {
      problems.add(`${below(at, index)}/id`, `${id} is not <epoch milliseconds>_<digits>`);
    }
    if (ids.has(id)) problems.add(`${below(at, index)}/id`, `a message with the id ${id} is there already`);
    ids.add(id);
    if (!users.has(senderId) && !botIds.has(senderId)) {
      problems.add(`${below(at, index)}/senderId`, `${place} has no user or bot ${senderId}`);
    }
    for (const [number, mentioned] of mentions.entries()) {
      if (!users.has(mentioned)) {
        problems.add(below(`${below(at, index)}/mentions`, number), `${place} has no user ${mentioned}`);
      }
    }
  }
  return ids;
}

/** Checks that messages come oldest first. */
export function checkOrder(messages: readonly SeedMessage[], at: string, problems: Problems): void {
  let last = Number.NEGATIVE_INFINITY;
  for (const [index, { id }] of messages.entries()) {
    const time = sentAt(id);
    if (time < last) {
      problems.add(`${below(at, index)}/id`, `${id} is older than the message before it; oldest come first`);
    }
    last = time;
  }
}
