import type { AdminEvent } from '../admin/read-events.ts';
import type { FoundEmulator } from './find-emulator.ts';

type Admin = FoundEmulator['admin'];
type Entries = Awaited<ReturnType<Admin['getJournal']>>;

/** As many as the admin API gives at once. */
const most = 10_000;

/** Events until the stream is aborted, or the emulator's end breaks it off. */
async function* untilItEnds(admin: Admin, signal: AbortSignal): AsyncGenerator<AdminEvent, void> {
  try {
    yield* admin.events(signal);
  } catch (error) {
    // `fetch` puts a connection that breaks off as a TypeError.
    if (!signal.aborted && !(error instanceof TypeError)) throw error;
  }
}

/**
 * Shows the latest entries of the journal, then each one as it arrives, until the user or the emulator stops. Gives
 * whether it was the user.
 *
 * @param first - How many of the latest to begin with.
 */
export async function followJournal(
  admin: Admin,
  first: number,
  interrupted: Promise<void>,
  show: (entries: Entries) => void,
): Promise<boolean> {
  const stop = new AbortController();
  void interrupted.then(() => stop.abort());
  let last = 0;
  for await (const { event, data } of untilItEnds(admin, stop.signal)) {
    if (event === 'hello') {
      last = data.lastEntry;
      // What has arrived since comes as an event.
      show((await admin.getJournal({ limit: first })).filter(({ number }) => number <= last));
    }
    if (event !== 'requests') continue;
    const [next] = data;
    // An event has the latest ones only. A smaller number is that of a journal that was reset.
    const isGap = next !== undefined && next.number > last + 1;
    const entries = isGap ? await admin.getJournal({ after: last, limit: most }) : data;
    last = entries.at(-1)?.number ?? last;
    show(entries);
  }
  return stop.signal.aborted;
}
