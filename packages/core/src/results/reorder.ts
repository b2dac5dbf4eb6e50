import type { Clock } from '../time/clock.ts';
import type { ApiCall } from './api-call.ts';
import type { Page } from './list.ts';
import type { Modification, Reading } from './modify.ts';
import { modify } from './modify.ts';
import { requireSyncTime } from './sync-time.ts';

/** A move within a list that the service keeps in order. */
export interface Reorder<Item> {
  /** Reads the list. */
  order(): AsyncIterable<Page<Item, unknown>>;
  keyOf(item: Item): string;
  /** Key of what is moved. */
  moved: string;
  /** Key of what it goes above; undefined for the end. */
  above: string | undefined;
  send(lastSyncTime: number): ApiCall<undefined>;
  clock: Clock;
  signal: AbortSignal | undefined;
}

type Sent = { data: undefined; response: Response };

/**
 * Makes a move on the list as it is: reads it, and again when it changes in between. A move whose reply was lost counts as
 * made if the list shows it.
 */
export function reorder<Item>({
  order,
  keyOf,
  moved,
  above,
  send,
  clock,
  signal,
}: Reorder<Item>): Promise<Sent> {
  const change: Modification<string[], Sent> = {
    read: () => readOrder(order(), keyOf),
    write: ({ syncTime }) => send(syncTime).withResponse(),
    done: ({ state, response }) =>
      isInPlace(state, moved, above) ? { data: undefined, response } : undefined,
    unchanged: (after, before) => after.join() === before.join(),
  };
  return modify(change, { clock, signal });
}

/** The keys of a list, all pages. The time is that of the first page: whatever changed while the others were read conflicts. */
async function readOrder<Item>(
  pages: AsyncIterable<Page<Item, unknown>>,
  keyOf: (item: Item) => string,
): Promise<Reading<string[]>> {
  let first: Response | undefined;
  const keys = new Set<string>();
  for await (const { items, response } of pages) {
    first ??= response;
    for (const item of items) keys.add(keyOf(item));
  }
  const response = first ?? new Response();
  return { state: [...keys], syncTime: requireSyncTime(response), response };
}

function isInPlace(order: readonly string[], moved: string, above: string | undefined): boolean {
  const place = order.indexOf(moved);
  return place >= 0 && order[place + 1] === above;
}
