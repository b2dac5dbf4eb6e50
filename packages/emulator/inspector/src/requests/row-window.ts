/** The rows of a long list that are in view, and a few around them. */
export interface RowWindow {
  readonly first: number;
  /** After the last one. */
  readonly end: number;
}

/** So that a scroll of a few rows shows no gap until the next drawing. */
const margin = 8;

export function rowWindow(count: number, rowHeight: number, scrollTop: number, height: number): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + margin);
  return { first: Math.min(first, end), end };
}

/** Where to scroll so that a row is in view; where it is scrolled to already, if the row is. */
export function scrollToRow(index: number, rowHeight: number, scrollTop: number, height: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : scrollTop;
}
