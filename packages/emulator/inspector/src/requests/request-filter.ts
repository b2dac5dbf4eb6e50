import type { JournalEntry } from '../admin/admin-types.ts';

/** Which requests the list shows; '' is any. */
export interface RequestFilter {
  readonly text: string;
  readonly operation: string;
  /** First digit of the status, or `none` for those that got no head of a reply. */
  readonly status: string;
  readonly userId: string;
  readonly onlyViolations: boolean;
}

export const noFilter: RequestFilter = {
  text: '',
  operation: '',
  status: '',
  userId: '',
  onlyViolations: false,
};

const searched = new WeakMap<JournalEntry, string>();

/** All of an entry that one may search for, in lower case; made once. */
function textOf(entry: JournalEntry): string {
  const known = searched.get(entry);
  if (known !== undefined) return known;
  const { number, method, path, query, operation, status, code, fault, userId, tokenId } = entry;
  const parts = [method, path, query, operation, status, code, fault, userId, tokenId].concat(
    entry.violations ?? [],
  );
  const text = [`#${number}`, ...parts]
    .filter((part) => part !== undefined)
    .join(' ')
    .toLowerCase();
  searched.set(entry, text);
  return text;
}

function statusFits({ status }: JournalEntry, wanted: string): boolean {
  if (wanted === '') return true;
  return wanted === 'none' ? status === undefined : String(status ?? '').startsWith(wanted);
}

/** Tells whether an entry is to be shown. Every word of the text has to be in it. */
export function requestFilter({
  text,
  operation,
  status,
  userId,
  onlyViolations,
}: RequestFilter): (entry: JournalEntry) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (entry) =>
    (operation === '' || entry.operation === operation) &&
    (userId === '' || entry.userId === userId) &&
    statusFits(entry, status) &&
    (!onlyViolations || (entry.violations ?? []).length > 0) &&
    words.every((word) => textOf(entry).includes(word));
}
