import type { Exchange, JournalEntry } from '../admin/admin-types.ts';
import { dayOf, timeOfDay } from '../clock/format-time.ts';
import type { App } from '../state/app.ts';
import { button, chip, iconButton } from '../view/controls.ts';
import type { Child, View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { userName } from '../workspace/who.ts';
import { checkList, exchangeView } from './exchange-view.ts';
import { statusKind } from './request-row.ts';
import { closeRequest } from './select-request.ts';
import { toCurl } from './to-curl.ts';

/** Id of the details, where Enter leads. */
export const detailsId = 'request-details';

function fact(name: string, value: Child): Child {
  if (value === undefined || value === false || value === '') return undefined;
  return [element('dt', { key: name }, name), element('dd', { key: name }, value)];
}

function facts(
  app: App,
  { number, at, operation, userId, tokenId, fault, committed, code }: JournalEntry,
): View {
  return element(
    'dl',
    { class: 'facts' },
    fact('Operation', element('code', {}, operation ?? 'none of the API')),
    fact('User', userName(app, userId)),
    fact('Arrived', `${timeOfDay(at)}, ${dayOf(at)} · no. ${number}`),
    fact('Error', code !== undefined && element('code', {}, code)),
    fact('Fault', fault !== undefined && chip([icon('faults'), fault], 'warn')),
    fact('Carried out', committed ? 'yes' : 'no'),
    fact('Token', tokenId !== undefined && element('span', { class: 'mono' }, `hash ${tokenId}`)),
  );
}

function copies(app: App, exchange: Exchange): View {
  const { call } = exchange;
  return element(
    'div',
    { class: 'copies' },
    button([icon('copy'), 'curl'], () => app.copy(toCurl(exchange), 'curl command'), {
      title: 'Copy as a curl command, with $TOKEN for the token',
    }),
    call === undefined
      ? element('span', { class: 'quiet' }, 'No call of the SDK sends this.')
      : button([icon('copy'), 'cliqkit call'], () => app.copy(call, 'cliqkit call'), { title: call }),
  );
}

function troubles(app: App, { entry, warning }: Exchange): Child {
  const found = app.page().violations.filter((violation) => violation.entry === entry.number);
  return [
    warning !== undefined &&
      element('p', { key: 'warning', class: 'trouble', 'data-kind': 'danger' }, icon('warning'), warning),
    found.map(({ kind, message }) =>
      element(
        'p',
        { key: kind, class: 'trouble', 'data-kind': 'danger' },
        icon('warning'),
        element('span', {}, element('b', {}, kind), ' ', message.replace(`${kind}: `, '')),
      ),
    ),
  ];
}

/** All that is known of the chosen request. */
export function requestDetails(app: App): View | false {
  const { selected, exchange, entries } = app.page().requests;
  if (selected === undefined) return false;
  const current = exchange?.entry.number === selected ? exchange : undefined;
  const entry = current?.entry ?? entries.findLast(({ number }) => number === selected);
  if (entry === undefined) return false;
  return element(
    'section',
    { key: 'details', id: detailsId, class: 'details', tabindex: -1, 'aria-label': `Request ${selected}` },
    element(
      'header',
      { class: 'details-head' },
      element('span', { class: 'row-method', 'data-kind': entry.method }, entry.method),
      element('h2', { class: 'mono' }, entry.path),
      chip(entry.status ?? 'no reply', statusKind(entry.status)),
      iconButton('close', 'Close the details (Esc)', () => closeRequest(app)),
    ),
    element(
      'div',
      { key: selected, class: 'details-scroll', tabindex: 0, role: 'group', 'aria-label': 'Details' },
      current !== undefined && troubles(app, current),
      entry.query !== '' && element('p', { class: 'query mono' }, `?${entry.query}`),
      facts(app, entry),
      current !== undefined && [
        copies(app, current),
        element(
          'section',
          { key: 'checks', class: 'half' },
          element('h3', {}, 'Checks'),
          checkList(current.checks),
        ),
        exchangeView(current),
      ],
    ),
  );
}
