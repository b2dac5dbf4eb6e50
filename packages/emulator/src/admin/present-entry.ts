import type { JournalEntry } from '../journal/journal.ts';
import type { components } from './generated/admin-api.ts';

/** An entry of the journal as JSON has it: without what is not there. */
export function presentEntry(entry: JournalEntry): components['schemas']['JournalEntry'] {
  const { status, operation, violations, ...rest } = entry;
  return {
    ...rest,
    ...(status === undefined ? {} : { status }),
    ...(operation === undefined ? {} : { operation }),
    ...(violations === undefined ? {} : { violations: [...violations] }),
  };
}
