/** What both the journal of the emulator and that of its admin API have of a request. */
export interface JournalRowSource {
  readonly number: number;
  readonly at: number;
  readonly operation?: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly fault?: string | undefined;
  readonly committed: boolean;
  readonly locked: boolean;
  readonly overLimit: boolean;
}

export const journalHeading: readonly string[] = ['#', 'time', 'call', 'status', 'code', 'fault', ''];

function noteOf({ committed, locked, overLimit }: JournalRowSource): string {
  const notes = [
    committed ? 'committed' : '',
    overLimit ? 'over the limit' : '',
    locked ? 'into a lock' : '',
  ];
  return notes.filter((note) => note !== '').join(', ');
}

/** A request in the columns of `journalHeading`. */
export function journalRow(entry: JournalRowSource): readonly string[] {
  const { number, at, operation, method, path, status, code, fault } = entry;
  return [
    String(number),
    new Date(at).toISOString().slice(11, 23),
    operation ?? `${method} ${path}`,
    status === undefined ? 'none' : String(status),
    code ?? '',
    fault ?? '',
    noteOf(entry),
  ];
}
