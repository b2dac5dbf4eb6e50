import type { JournalEntry } from '../journal/journal.ts';

/** A part of the emulator that can change. */
export type Part = 'state' | 'tokens' | 'limits' | 'faults' | 'journal' | 'clock' | 'quirks';

/** What happened since a listener was told last. */
export interface Happened {
  /** New entries of the journal, oldest first: the latest of them if there were very many. */
  readonly entries: readonly JournalEntry[];
  readonly changed: readonly Part[];
}

/** Tells listeners what happens, now and then and not each time. */
export interface EventHub {
  entry(entry: JournalEntry): void;
  changed(...parts: readonly Part[]): void;
  /** Gives the end of it. */
  listen(tell: (happened: Happened) => void): () => void;
}

/** People see no difference, and a page that is told ten thousand times a second does nothing else. */
const gatherMs = 50;
const maxEntries = 200;

/** @param later - Calls once, after so many milliseconds of real time. */
export function createEventHub(
  later: (ms: number, call: () => void) => void = (ms, call) => setTimeout(call, ms).unref(),
): EventHub {
  const listeners = new Set<(happened: Happened) => void>();
  let entries: JournalEntry[] = [];
  const parts = new Set<Part>();
  let waiting = false;

  function tell(): void {
    waiting = false;
    const happened = { entries: entries.slice(-maxEntries), changed: [...parts] };
    entries = [];
    parts.clear();
    for (const listener of [...listeners]) listener(happened);
  }

  function tellSoon(): void {
    if (waiting) return;
    waiting = true;
    later(gatherMs, tell);
  }

  return {
    entry(entry) {
      if (listeners.size === 0) return;
      entries.push(entry);
      if (entries.length > 10 * maxEntries) entries = entries.slice(-maxEntries);
      tellSoon();
    },
    changed(...changed) {
      if (listeners.size === 0) return;
      for (const part of changed) parts.add(part);
      tellSoon();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
