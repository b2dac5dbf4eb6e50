import type { OperationDescriptor } from '@cliqkit/types';
import { checkBody, serializeBody } from '../input/body.ts';
import { fillPath } from '../input/ids.ts';
import { ownOf } from '../input/own.ts';
import { refuseInput } from '../input/refuse-input.ts';
import type { Clock } from '../time/clock.ts';
import type { ApiCall } from './api-call.ts';
import { apiCall } from './api-call.ts';
import type { Page } from './list.ts';
import type { Reading } from './modify.ts';
import { modify } from './modify.ts';
import { requireSyncTime } from './sync-time.ts';

type SyncTime = string | number;

/** A move within a list that the service keeps in order. */
export interface Reorder<Move extends { last_sync_time?: SyncTime }, Item> {
  operation: OperationDescriptor;
  /** The ids in its path. */
  path: Readonly<Record<string, string>>;
  /** What the caller asks for. */
  move: Move;
  send(body: Move & { last_sync_time: SyncTime }): ApiCall<undefined>;
  /** Reads the list. */
  order(): AsyncIterable<Page<Item, unknown>>;
  keyOf(item: Item): string | undefined;
  /** Key of what is moved. */
  moved(move: Move): string;
  /** Key of what it goes above; undefined for the end. */
  above(move: Move): string | undefined;
  clock: Clock;
  signal: AbortSignal | undefined;
}

/**
 * Makes a move: once if it has a `last_sync_time`; otherwise on the list as it is, which is read first, and again when it
 * changes in between. A move whose reply was lost counts as made if the list shows it. A move that cannot be right throws
 * InputError, and nothing is sent.
 */
export function reorder<Move extends { last_sync_time?: SyncTime }, Item>(
  given: Reorder<Move, Item>,
): ApiCall<undefined> {
  return apiCall(carryOut(given));
}

async function carryOut<Move extends { last_sync_time?: SyncTime }, Item>(
  given: Reorder<Move, Item>,
): Promise<{ data: undefined; response: Response }> {
  const { operation, path, send, order, keyOf, clock, signal } = given;
  const move = snapshot(operation, given.move);
  if (move.last_sync_time !== undefined) {
    return send({ ...move, last_sync_time: move.last_sync_time }).withResponse();
  }
  checkBody(operation, { ...move, last_sync_time: 0 });
  fillPath(operation.template, path, operation.id);
  const [moved, above] = [given.moved(move), given.above(move)];
  return modify(
    {
      read: () => readOrder(order(), keyOf),
      write: ({ syncTime }) => send({ ...move, last_sync_time: syncTime }).withResponse(),
      done: ({ state, response }) =>
        isInPlace(state, moved, above) ? { data: undefined, response } : undefined,
      unchanged: (after, before) => after.join() === before.join(),
    },
    { clock, signal },
  );
}

/** What the caller asks for now: it is sent after the list was read, and the caller may have changed the object by then. */
function snapshot<Move extends object>(operation: OperationDescriptor, move: Move): Move {
  const copy: unknown = JSON.parse(serializeBody(operation.id, move));
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) {
    throw refuseInput(operation.id, 'the body must be an object.');
  }
  return ownOf(copy as Move); // A body is JSON.
}

/** The keys of a list, all pages. The time is that of the first page: whatever changed while the others were read conflicts. */
async function readOrder<Item>(
  pages: AsyncIterable<Page<Item, unknown>>,
  keyOf: (item: Item) => string | undefined,
): Promise<Reading<string[]>> {
  let first: Response | undefined;
  const keys = new Set<string>();
  for await (const { items, response } of pages) {
    first ??= response;
    for (const item of items) keys.add(keyOf(item) ?? '');
  }
  const response = first ?? new Response();
  return { state: [...keys], syncTime: requireSyncTime(response), response };
}

function isInPlace(order: readonly string[], moved: string, above: string | undefined): boolean {
  const place = order.indexOf(moved);
  return place >= 0 && order[place + 1] === above;
}
