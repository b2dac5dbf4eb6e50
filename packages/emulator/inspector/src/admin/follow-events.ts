import type { AdminClient } from './admin-client.ts';
import { RefusedError } from './admin-client.ts';
import type { ServerEvent } from './server-events.ts';
import { readServerEvents } from './server-events.ts';

/** How the page hears of what happens. */
export type Line = 'connecting' | 'live' | 'reconnecting' | 'stopped';

/** What to do on the way. */
export interface Followers {
  readonly onLine: (line: Line) => void;
  readonly onEvent: (event: ServerEvent) => void;
  /** The token is not that of this start of the emulator. */
  readonly onRefused: () => void;
}

const firstPauseMs = 250;
const longestPauseMs = 8_000;
/** About a minute of tries; then whoever looks at the page decides. */
const maxTries = 12;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Follows the events of the emulator, and comes back when it has been away. Ends when it stays away. */
export async function followEvents(
  admin: AdminClient,
  { onLine, onEvent, onRefused }: Followers,
): Promise<void> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    try {
      const { body } = await admin.open('/events');
      if (body !== null) {
        for await (const event of readServerEvents(body)) {
          if (event.name === 'hello') {
            tries = 0;
            onLine('live');
          }
          onEvent(event);
        }
      }
    } catch (error) {
      if (error instanceof RefusedError && (error.status === 401 || error.status === 403)) {
        onLine('stopped');
        onRefused();
        return;
      }
      // A network error: the emulator has gone, and may come back.
    }
    onLine('reconnecting');
    await pause(Math.min(longestPauseMs, firstPauseMs * 2 ** tries));
  }
  onLine('stopped');
}
