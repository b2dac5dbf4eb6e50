import type { App } from '../state/app.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { detailsId } from './request-details.ts';
import { requestRow, rowId } from './request-row.ts';
import { rowWindow, scrollToRow } from './row-window.ts';
import { selectRequest } from './select-request.ts';
import { shownEntries } from './shown-entries.ts';

export const listId = 'request-list';

const narrow = matchMedia('(max-width: 900px)');

/** The style sheet has the same heights. */
function rowHeight(): number {
  return narrow.matches ? 54 : 34;
}

/** Keeps in mind what is in view, and holds the list still while the user reads further down. */
function onScroll(app: App, { scrollTop, clientHeight: height }: HTMLElement): void {
  const { requests } = app.page();
  const last = requests.entries.at(-1)?.number;
  const away = scrollTop > rowHeight() ? (requests.pausedAt ?? last) : undefined;
  const pausedAt = requests.pauseAsked ? requests.pausedAt : away;
  app.set({ requests: { ...requests, scrollTop, height, pausedAt } });
}

function watchHeight(app: App): (node: HTMLElement) => void {
  return (node) => {
    node.scrollTop = app.page().requests.scrollTop;
    new ResizeObserver(() => onScroll(app, node)).observe(node);
  };
}

function onKeydown(app: App, event: KeyboardEvent): void {
  const { requests } = app.page();
  const entries = shownEntries(requests);
  const { selected, scrollTop, height } = requests;
  const now = entries.findIndex(({ number }) => number === selected);
  const page = Math.max(1, Math.floor(height / rowHeight()) - 1);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: now + 1,
    ArrowUp: now - 1,
    Home: 0,
    End: entries.length - 1,
    PageDown: now + page,
    PageUp: now - page,
  };
  if (event.key === 'Enter') document.getElementById(detailsId)?.focus();
  const wanted = targets[event.key];
  if (wanted === undefined || entries.length === 0) return;
  event.preventDefault();
  const index = Math.min(entries.length - 1, Math.max(0, wanted));
  const entry = entries[index];
  if (entry === undefined || !(event.currentTarget instanceof HTMLElement)) return;
  event.currentTarget.scrollTop = scrollToRow(index, rowHeight(), scrollTop, height);
  selectRequest(app, entry.number);
}

/** The requests, of which only those in view are in the page. */
export function requestList(app: App): View {
  const { requests } = app.page();
  const entries = shownEntries(requests);
  const { scrollTop, height, selected } = requests;
  const each = rowHeight();
  const { first, end } = rowWindow(entries.length, each, scrollTop, height);
  const rows = entries.slice(first, end);
  return element(
    'div',
    {
      key: 'list',
      id: listId,
      class: 'list',
      role: 'listbox',
      tabindex: 0,
      'aria-label': 'Requests, newest first',
      'aria-activedescendant': rows.some(({ number }) => number === selected)
        ? rowId(selected ?? 0)
        : undefined,
      mounted: watchHeight(app),
      onScroll: (node) => onScroll(app, node),
      onKeydown: (event) => onKeydown(app, event),
    },
    element(
      'div',
      { class: 'list-all', role: 'presentation', style: { height: `${entries.length * each}px` } },
      rows.map((entry, place) =>
        requestRow(app, entry, {
          top: (first + place) * each,
          index: first + place,
          count: entries.length,
        }),
      ),
    ),
  );
}
