import type { FaultAccount, WaitingFault } from '../admin/admin-types.ts';
import { emulatorTime } from '../clock/emulator-time.ts';
import { countdown, timeOfDay } from '../clock/format-time.ts';
import { selectRequest } from '../requests/select-request.ts';
import type { App } from '../state/app.ts';
import { button, chip, emptyState, panelHead } from '../view/controls.ts';
import type { Child, View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { faultForm } from './fault-form.ts';
import { randomFaults } from './random-faults.ts';

type Fault = WaitingFault['fault'];

/** The parameters of a fault, in short. */
function parameters(fault: Fault): string {
  return Object.entries(fault)
    .filter(([name]) => name !== 'kind')
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
}

function left({ left: times, endsAt }: WaitingFault, now: number): string {
  const often = times === null ? 'every call' : times === 1 ? 'once' : `${times} times`;
  return endsAt === null ? often : `${often}, for ${countdown(endsAt - now)}`;
}

function waiting(app: App, each: WaitingFault, now: number): View {
  const { id, target, fault, struck } = each;
  return element(
    'li',
    { key: id, class: 'fault' },
    element(
      'div',
      { class: 'fault-body' },
      element(
        'p',
        { class: 'fault-line' },
        chip(fault.kind, 'warn'),
        element('span', { class: 'quiet' }, 'on'),
        element('code', {}, target),
      ),
      element(
        'p',
        { class: 'quiet' },
        [left(each, now), struck > 0 ? `struck ${struck}×` : '', parameters(fault)]
          .filter(Boolean)
          .join(' · '),
      ),
    ),
    button('Take back', () => app.act((admin) => admin.call('DELETE', `/faults/${id}`), ['faults']), {
      'aria-label': `Take back fault ${id}, ${fault.kind}`,
    }),
  );
}

function waitingList(app: App, faults: FaultAccount, now: number): View {
  const clear = (): void =>
    app.act((admin) => admin.call('DELETE', '/faults'), ['faults'], 'All faults forgotten');
  return element(
    'section',
    { class: 'card' },
    element(
      'header',
      { class: 'card-head' },
      element('h2', {}, 'Waiting'),
      faults.waiting.length > 0 && button('Clear all', clear),
    ),
    faults.waiting.length === 0
      ? emptyState(
          'faults',
          'No fault waits',
          element('p', {}, 'Set one here, or from a test:'),
          element(
            'pre',
            { class: 'example', tabindex: 0, role: 'group', 'aria-label': 'Example' },
            "emulator.faults.plan('addPinnedMessage',\n  'commit-then-reset');",
          ),
        )
      : element(
          'ul',
          { class: 'fault-list' },
          faults.waiting.map((each) => waiting(app, each, now)),
        ),
  );
}

function struckList(app: App, { struck }: FaultAccount): View | false {
  if (struck.length === 0) return false;
  return element(
    'section',
    { class: 'card' },
    element(
      'header',
      { class: 'card-head' },
      element('h2', {}, 'Struck'),
      element('span', { class: 'side-count' }, struck.length),
    ),
    element(
      'ul',
      { class: 'fault-list' },
      struck.toReversed().map(({ target, fault, at, entry, source }, index) =>
        element(
          'li',
          { key: struck.length - index, class: 'fault' },
          element(
            'div',
            { class: 'fault-body' },
            element(
              'p',
              { class: 'fault-line' },
              element('time', { class: 'mono quiet' }, timeOfDay(at)),
              chip(fault.kind),
              element('code', {}, target),
              source === 'random' && element('span', { class: 'quiet' }, 'at random'),
            ),
          ),
          entry !== undefined &&
            button(`Request ${entry}`, () => {
              app.open('requests');
              selectRequest(app, entry);
            }),
        ),
      ),
    ),
  );
}

/** Faults: those to come and those that have struck. */
export function faultsPanel(app: App): Child {
  const { faults, clock } = app.page();
  const now = clock === undefined ? 0 : emulatorTime(clock);
  return [
    panelHead('Faults', 'What goes wrong on purpose, and when it did.'),
    element(
      'div',
      { class: 'scroll columns', tabindex: 0, role: 'group', 'aria-label': 'Faults' },
      element('div', { class: 'column' }, faultForm(app), faults !== undefined && randomFaults(app, faults)),
      element(
        'div',
        { class: 'column' },
        faults !== undefined && [waitingList(app, faults, now), struckList(app, faults)],
      ),
    ),
  ];
}
