import type { JournalEntry } from '../admin/admin-types.ts';
import { timeOfDay } from '../clock/format-time.ts';
import type { App } from '../state/app.ts';
import { chip } from '../view/controls.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { userName } from '../workspace/who.ts';
import { selectRequest } from './select-request.ts';

/** Id of the row of an entry. */
export function rowId(number: number): string {
  return `request-${number}`;
}

/** How good the news of a status is. */
export function statusKind(status: number | undefined): string {
  if (status === undefined) return 'danger';
  if (status >= 500) return 'danger';
  if (status === 429) return 'warn';
  return status >= 400 ? 'warn' : 'good';
}

function marks({ fault, committed, locked, violations = [] }: JournalEntry): View {
  return element(
    'span',
    { class: 'row-marks' },
    violations.length > 0 &&
      element(
        'span',
        { key: 'v', class: 'row-mark', 'data-kind': 'danger', title: `Violation: ${violations.join(', ')}` },
        icon('warning'),
      ),
    locked &&
      element(
        'span',
        { key: 'l', class: 'row-mark', 'data-kind': 'warn', title: 'Arrived into a lock' },
        icon('lock'),
      ),
    fault !== undefined &&
      element('span', { key: 'f', class: 'row-fault', title: `Fault: ${fault}` }, icon('faults'), fault),
    committed &&
      element(
        'span',
        { key: 'c', class: 'row-mark', 'data-kind': 'good', title: 'Carried out' },
        icon('check'),
      ),
  );
}

const longSegment = 20;

/** The path without what all of them begin with, and with the middle of long ids left out. */
function shortPath(path: string): string {
  return path
    .replace(/^(.*)\/api\/v3(?=\/)/, '$1')
    .split('/')
    .map((part) => (part.length > longSegment ? `${part.slice(0, 6)}…${part.slice(-4)}` : part))
    .join('/');
}

/** A request in the list. */
export function requestRow(
  app: App,
  entry: JournalEntry,
  place: { readonly top: number; readonly index: number; readonly count: number },
): View {
  const { number, at, method, path, query, operation, status, code, userId } = entry;
  const selected = app.page().requests.selected === number;
  return element(
    'div',
    {
      key: number,
      id: rowId(number),
      class: 'row',
      role: 'option',
      'aria-selected': selected,
      'aria-posinset': place.index + 1,
      'aria-setsize': place.count,
      'data-number': number,
      style: { transform: `translateY(${place.top}px)` },
      onClick: () => selectRequest(app, number),
    },
    element('span', { class: 'row-time' }, timeOfDay(at)),
    element('span', { class: 'row-method', 'data-kind': method }, method),
    element(
      'span',
      { class: 'row-path cut', title: path },
      shortPath(path),
      query !== '' && element('span', { class: 'row-query' }, `?${query}`),
    ),
    element('span', { class: 'row-operation cut' }, operation ?? '–'),
    element('span', { class: 'row-user cut' }, userName(app, userId)),
    element(
      'span',
      { class: 'row-status' },
      chip(status ?? 'no reply', statusKind(status)),
      code !== undefined && element('span', { class: 'row-code cut', title: code }, code),
    ),
    marks(entry),
  );
}
