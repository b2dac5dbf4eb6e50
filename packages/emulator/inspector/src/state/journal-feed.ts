import { adminPath } from '../admin/admin-client.ts';
import type { JournalEntry } from '../admin/admin-types.ts';
import type { RequestsView } from './page.ts';
import { emptyRequests } from './page.ts';
import type { Store } from './store.ts';

/** Keeps the list of requests in step with the journal. */
export interface JournalFeed {
  /** Entries that have just been written. */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Asks for everything after what is here; for everything when `last` says that the journal began anew. */
  catchUp(last: number): Promise<void>;
  /** The journal has been cleared. */
  restart(): Promise<void>;
}

/** As many as the journal keeps by default. */
const kept = 10_000;

export function createJournalFeed(store: Store): JournalFeed {
  const view = (): RequestsView => store.page().requests;
  const lastHere = (): number => view().entries.at(-1)?.number ?? 0;

  function add(entries: readonly JournalEntry[]): void {
    const here = view().entries;
    const last = lastHere();
    const fresh = entries.filter(({ number }) => number > last);
    if (fresh.length === 0) return;
    for (const entry of fresh) here.push(entry);
    // Now and then, because taking the oldest ones off moves all others.
    if (here.length > kept * 1.2) here.splice(0, here.length - kept);
    store.set({ requests: { ...view(), version: view().version + 1 } });
  }

  async function load(after: number): Promise<void> {
    const { admin } = store.page();
    if (admin === undefined) return;
    add(await admin.call<JournalEntry[]>('GET', adminPath('/journal', { after, limit: kept })));
  }

  function forget(): void {
    const { filter, scrollTop: _, height } = view();
    store.set({ requests: { ...emptyRequests(), filter, height } });
  }

  let before: Promise<void> = Promise.resolve();
  /** One after the other, so that entries that come while others are fetched go behind them. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    before = before.then(work, work);
    return before;
  }

  return {
    append: (entries) =>
      inTurn(async () => {
        // Events carry the latest 200 at most: what lies between is fetched.
        if ((entries[0]?.number ?? 0) > lastHere() + 1) await load(lastHere());
        add(entries);
      }),
    catchUp: (last) =>
      inTurn(async () => {
        if (last < lastHere()) forget();
        if (last > lastHere()) await load(lastHere());
      }),
    restart: () =>
      inTurn(async () => {
        forget();
        await load(0);
      }),
  };
}
