interface Entry {
  readonly at: number;
  /** How many were added before: timers of the same time fire in the order in which they were made. */
  readonly order: number;
  readonly fire: () => void;
  place: number;
}

/** Timers in the order in which they are due. */
export interface TimerQueue {
  readonly size: number;
  /** Adds a timer; gives what removes it again. */
  add(at: number, fire: () => void): () => void;
  /** When the first one is due. */
  due(): number | undefined;
  /** Removes the first one and gives what it fires. */
  take(): (() => void) | undefined;
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function firstOf(one: Entry | undefined, other: Entry | undefined): Entry | undefined {
  return one !== undefined && other !== undefined && isBefore(other, one) ? other : one;
}

/**
 * A binary heap whose entries know their place, so that a cancelled timer leaves at once: a client that makes and cancels
 * a far deadline with every call would fill a heap that only forgets at the due time.
 */
export function createTimerQueue(): TimerQueue {
  const heap: Entry[] = [];
  let added = 0;

  function put(entry: Entry, place: number): void {
    heap[place] = entry;
    entry.place = place;
  }

  function rise(entry: Entry): void {
    for (;;) {
      const place = (entry.place - 1) >> 1;
      const parent = heap[place];
      if (parent === undefined || !isBefore(entry, parent)) return;
      put(parent, entry.place);
      put(entry, place);
    }
  }

  function sink(entry: Entry): void {
    for (;;) {
      const child = firstOf(heap[2 * entry.place + 1], heap[2 * entry.place + 2]);
      if (child === undefined || !isBefore(child, entry)) return;
      const { place } = child;
      put(child, entry.place);
      put(entry, place);
    }
  }

  function remove(entry: Entry): void {
    if (heap[entry.place] !== entry) return;
    const last = heap.pop();
    if (last === undefined || last === entry) return;
    put(last, entry.place);
    rise(last);
    sink(last);
  }

  return {
    get size() {
      return heap.length;
    },
    add(at, fire) {
      const entry: Entry = { at, order: added, fire, place: heap.length };
      added += 1;
      heap.push(entry);
      rise(entry);
      return () => remove(entry);
    },
    due: () => heap[0]?.at,
    take() {
      const [first] = heap;
      if (first !== undefined) remove(first);
      return first?.fire;
    },
  };
}
