import type { ServerResponse } from 'node:http';
import type { World } from '../world.ts';
import { presentEntry } from './present-entry.ts';
import { readClock } from './read-clock.ts';

/** A reader that does not read is let go, or what it has not read would pile up. */
const maxUnreadBytes = 1_048_576;

/** Tells a reader what happens, until it goes or the door closes. */
export function streamEvents(world: World, outgoing: ServerResponse): void {
  const { hub, journal } = world;

  function send(event: string, data: unknown): void {
    outgoing.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (outgoing.writableLength > maxUnreadBytes) outgoing.destroy();
  }

  outgoing.writeHead(200, {
    'content-type': 'text/event-stream;charset=UTF-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const stop = hub.listen(({ entries, changed }) => {
    if (entries.length > 0) send('requests', entries.map(presentEntry));
    if (changed.length > 0) send('changed', changed);
  });
  outgoing.once('close', stop);
  send('hello', { clock: readClock(world), lastEntry: journal.next() - 1 });
}
