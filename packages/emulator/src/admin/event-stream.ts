import type { ServerResponse } from 'node:http';
import type { World } from '../world.ts';
import { presentEntry } from './present-entry.ts';
import { readClock } from './read-clock.ts';

/** A reader that does not read is let go, or what it has not read would pile up. */
const maxUnreadBytes = 1_048_576;
/** Node's `fetch` gives up on a body that brings nothing for five minutes, and so do proxies, sooner. */
const signOfLifeMs = 15_000;

/** Tells a reader what happens, until it goes or the door closes. */
export function streamEvents(world: World, outgoing: ServerResponse): void {
  const { hub, journal } = world;

  function write(text: string): void {
    outgoing.write(text);
    if (outgoing.writableLength > maxUnreadBytes) outgoing.destroy();
  }

  function send(event: string, data: unknown): void {
    write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
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
  // A comment, which readers pass over.
  const signs = setInterval(() => write(':\n\n'), signOfLifeMs).unref();
  outgoing.once('close', () => {
    clearInterval(signs);
    stop();
  });
  send('hello', { clock: readClock(world), lastEntry: journal.next() - 1 });
}
