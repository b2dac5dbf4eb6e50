import type { JournalEntry } from '../admin/admin-types.ts';
import type { RequestsView } from '../state/page.ts';
import { requestFilter } from './request-filter.ts';

let known: { readonly requests: RequestsView; readonly shown: readonly JournalEntry[] } | undefined;

function same(before: RequestsView, now: RequestsView): boolean {
  return (
    before.version === now.version &&
    before.entries === now.entries &&
    before.filter === now.filter &&
    before.pausedAt === now.pausedAt
  );
}

/** The entries that pass the filter, newest first. Worked out again only when they have changed: the page is drawn each second. */
export function shownEntries(requests: RequestsView): readonly JournalEntry[] {
  if (known !== undefined && same(known.requests, requests)) return known.shown;
  const { entries, filter, pausedAt = Number.POSITIVE_INFINITY } = requests;
  const fits = requestFilter(filter);
  const shown = entries.filter((entry) => entry.number <= pausedAt && fits(entry)).reverse();
  known = { requests, shown };
  return shown;
}
