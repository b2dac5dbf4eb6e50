import type { Pointer } from './upstream-document.ts';

/** Where a value stands in the file, and where what it holds stands. */
export interface Place {
  line: number;
  /** Places in a mapping. */
  keys?: Map<string, Place>;
  /** Places in a list. */
  items?: Place[];
}

/** The line of a place, or of the nearest one above it that is there. */
export function lineOf(root: Place, at: Pointer): number {
  let place = root;
  for (const part of at) {
    const next = place.items === undefined ? place.keys?.get(String(part)) : place.items[Number(part)];
    if (next === undefined) break;
    place = next;
  }
  return place.line;
}
