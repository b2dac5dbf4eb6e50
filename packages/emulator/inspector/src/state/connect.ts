import type { AdminClient } from '../admin/admin-client.ts';
import type { Hello, JournalEntry, Part } from '../admin/admin-types.ts';
import { followEvents } from '../admin/follow-events.ts';
import type { ServerEvent } from '../admin/server-events.ts';
import { readingOf } from '../clock/emulator-time.ts';
import type { App } from './app.ts';
import type { JournalFeed } from './journal-feed.ts';
import { createJournalFeed } from './journal-feed.ts';
import type { Topic } from './loads.ts';
import { topicsOn } from './refresher.ts';

const framed: readonly Topic[] = ['clock', 'info', 'limits', 'faults', 'violations'];

function onChanged(parts: readonly Part[], app: App, feed: JournalFeed): void {
  if (parts.includes('journal')) {
    // Forgotten with the journal, so that none stands beside an empty list until the next answer.
    app.set({ violations: [] });
    void feed.restart().catch(app.fail);
    app.refresh.soon(['violations']);
  }
  // Another seed has other users and networks.
  if (parts.includes('journal') && parts.includes('state')) app.refresh.soon(['info']);
  // With time, windows and locks end, and so do faults, tokens and pins.
  if (parts.includes('clock')) app.refresh.soon(['limits', 'faults', 'tokens', 'state']);
  app.refresh.soon(parts.filter((part) => part !== 'journal'));
}

function onEvent({ name, data }: ServerEvent, app: App, feed: JournalFeed): void {
  // The emulator is of the same build as this page, so what it sends is what its contract says.
  if (name === 'hello') {
    const { clock, lastEntry }: Hello = JSON.parse(data);
    app.set({ clock: readingOf(clock) });
    void feed.catchUp(lastEntry).catch(app.fail);
    void app.refresh.now([...framed, ...topicsOn(app.page().panel)]);
  } else if (name === 'requests') {
    const entries: JournalEntry[] = JSON.parse(data);
    void feed.append(entries).catch(app.fail);
    app.refresh.soon(['violations']);
  } else if (name === 'changed') {
    const parts: Part[] = JSON.parse(data);
    onChanged(parts, app, feed);
  }
}

/** Loads what the page shows, and follows the emulator from then on. */
export async function connect(app: App, admin: AdminClient): Promise<void> {
  app.set({ admin, asksForToken: undefined, tokenField: '', line: 'connecting' });
  const feed = createJournalFeed(app);
  await followEvents(admin, {
    onLine: (line) => {
      // A line of before, when another token has come in between.
      if (app.page().admin === admin) app.set({ line });
    },
    onEvent: (event) => {
      if (app.page().admin === admin) onEvent(event, app, feed);
    },
    onRefused: () => {
      if (app.page().admin === admin) {
        app.askForToken('The emulator has started anew, or the token is not right.');
      }
    },
  });
}
