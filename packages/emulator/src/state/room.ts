/** How many users, bots, chats, messages, threads, folders and pins there may be, networks included. */
export const mostEntities = 200_000;

/** Keeps a workspace from growing without end. */
export interface Room {
  /** Whether so many entities more fit. Counts them in if they do. */
  take(added: number): boolean;
}

/**
 * What is removed is not reported: the count runs ahead of the truth, and is made anew when it reaches the end.
 *
 * @param count - Counts what there is.
 */
export function createRoom(count: () => number): Room {
  let atMost: number | undefined;
  return {
    take(added) {
      atMost ??= count();
      if (atMost + added > mostEntities) atMost = count();
      if (atMost + added > mostEntities) return false;
      atMost += added;
      return true;
    },
  };
}
