import { filterFieldId } from '../frame/keyboard.ts';
import type { App } from '../state/app.ts';
import { button, emptyState, iconButton, panelHead, select } from '../view/controls.ts';
import type { Child, View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { saveFile } from '../view/save-file.ts';
import { requestDetails } from './request-details.ts';
import type { RequestFilter } from './request-filter.ts';
import { noFilter } from './request-filter.ts';
import { listId, requestList } from './request-list.ts';
import { shownEntries } from './shown-entries.ts';

const statuses = [
  ['', 'Any status'],
  ['2', '2xx'],
  ['3', '3xx'],
  ['4', '4xx'],
  ['5', '5xx'],
  ['none', 'No reply'],
] as const;

function setFilter(app: App, change: Partial<RequestFilter>): void {
  const { requests } = app.page();
  app.set({ requests: { ...requests, filter: { ...requests.filter, ...change }, scrollTop: 0 } });
  const list = document.getElementById(listId);
  if (list !== null) list.scrollTop = 0;
}

function filterBar(app: App): View {
  const { info, requests } = app.page();
  const { text, operation, status, userId, onlyViolations } = requests.filter;
  const operations = info?.operations.map(({ id }): [string, string] => [id, id]) ?? [];
  const users = info?.users.map(({ id, name }): [string, string] => [id, name]) ?? [];
  return element(
    'div',
    { class: 'filters', role: 'search', 'aria-label': 'Filter the requests' },
    element(
      'span',
      { class: 'search' },
      icon('search'),
      element('input', {
        id: filterFieldId,
        class: 'field',
        type: 'search',
        placeholder: 'Filter by path, code, fault …',
        'aria-label': 'Filter',
        autocomplete: 'off',
        spellcheck: 'false',
        value: text,
        onInput: (typed) => setFilter(app, { text: typed }),
      }),
      element('kbd', { 'aria-hidden': true }, '/'),
    ),
    select('Operation', operation, [['', 'Any operation'], ...operations, ['token', 'token']], (chosen) =>
      setFilter(app, { operation: chosen }),
    ),
    select('Status', status, statuses, (chosen) => setFilter(app, { status: chosen })),
    select('User', userId, [['', 'Any user'], ...users], (chosen) => setFilter(app, { userId: chosen })),
    button([icon('warning'), 'Violations'], () => setFilter(app, { onlyViolations: !onlyViolations }), {
      class: 'button toggle',
      'aria-pressed': onlyViolations,
    }),
  );
}

function pauseOrRun(app: App): View {
  const paused = app.page().requests.pauseAsked;
  const turn = (): void => {
    const { requests } = app.page();
    const pausedAt = paused ? undefined : (requests.entries.at(-1)?.number ?? 0);
    app.set({ requests: { ...requests, pauseAsked: !paused, pausedAt } });
  };
  const label = [icon(paused ? 'play' : 'pause'), paused ? 'Resume' : 'Pause'];
  return button(label, turn, { 'aria-pressed': paused });
}

/** How many have come since the list stands still. */
function fresh(app: App): View | false {
  const { entries, pausedAt } = app.page().requests;
  const waiting = pausedAt === undefined ? 0 : (entries.at(-1)?.number ?? 0) - pausedAt;
  if (waiting <= 0) return false;
  const toTop = (): void => {
    const { requests } = app.page();
    app.set({ requests: { ...requests, pausedAt: undefined, pauseAsked: false, scrollTop: 0 } });
    const list = document.getElementById(listId);
    if (list !== null) list.scrollTop = 0;
  };
  return button(`${waiting.toLocaleString('en')} new`, toTop, { class: 'fresh' });
}

function nothing(app: App): View {
  const { info, requests } = app.page();
  if (requests.entries.length > 0) {
    return emptyState(
      'search',
      'No request fits',
      button('Show all', () => setFilter(app, noFilter)),
    );
  }
  const command = `curl ${info?.url ?? ''}/pin-categories \\\n  -H "authorization: Zoho-oauthtoken $TOKEN"`;
  return emptyState(
    'requests',
    'No request yet',
    element(
      'p',
      {},
      'Point a client at this emulator, or try one from a shell. Tokens are made under Tokens.',
    ),
    element('pre', { class: 'example', tabindex: 0, role: 'group', 'aria-label': 'Example' }, command),
    button([icon('copy'), 'Copy'], () => app.copy(command, 'Command')),
  );
}

function download(app: App): void {
  app.act(async (admin) => saveFile('emulator.har', await (await admin.open('/journal.har')).blob()));
}

function forget(app: App): void {
  app.act(
    (admin) => admin.call('POST', '/reset', { parts: ['journal'] }),
    ['violations'],
    'Requests forgotten',
  );
}

/** The requests as they arrive. */
export function requestsPanel(app: App): Child {
  const { requests } = app.page();
  const entries = shownEntries(requests);
  const all = requests.entries.length;
  const shown =
    entries.length === all
      ? `${all.toLocaleString('en')} kept`
      : `${entries.length.toLocaleString('en')} of ${all.toLocaleString('en')}`;
  return [
    panelHead(
      'Requests',
      shown,
      pauseOrRun(app),
      iconButton('download', 'Download as HAR', () => download(app)),
      button('Clear', () => forget(app), { disabled: all === 0 }),
    ),
    filterBar(app),
    element(
      'div',
      { class: 'requests', 'data-state': requests.selected === undefined ? 'list' : 'details' },
      element(
        'div',
        { key: 'all', class: 'list-frame' },
        fresh(app),
        entries.length === 0 ? nothing(app) : requestList(app),
      ),
      requestDetails(app),
    ),
  ];
}
