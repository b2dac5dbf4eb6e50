import { emulatorTime } from '../clock/emulator-time.ts';
import type { App } from '../state/app.ts';
import type { PanelName } from '../state/page.ts';
import { panelNames } from '../state/page.ts';
import type { Child, View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';

const labels: Readonly<Record<PanelName, string>> = {
  workspace: 'Workspace',
  requests: 'Requests',
  limits: 'Limits',
  faults: 'Faults',
  tokens: 'Tokens',
  setup: 'Setup',
};

/** How many of the user's URLs are locked now. */
function locked(app: App): number {
  const { limits, clock } = app.page();
  const now = clock === undefined ? 0 : emulatorTime(clock);
  return limits?.filter(({ lockedUntil }) => lockedUntil !== null && lockedUntil > now).length ?? 0;
}

/** A number beside the name of a panel, where one tells something. */
function count(app: App, panel: PanelName): Child {
  const { requests, faults } = app.page();
  const entries = requests.entries.at(-1)?.number ?? 0;
  if (panel === 'requests' && entries > 0)
    return element('span', { class: 'count' }, entries.toLocaleString('en'));
  if (panel === 'limits' && locked(app) > 0) {
    return element(
      'span',
      { class: 'count', 'data-kind': 'danger' },
      locked(app),
      element('span', { class: 'unseen' }, ' locked'),
    );
  }
  const waiting = faults?.waiting.length ?? 0;
  if (panel === 'faults' && waiting > 0) {
    return element(
      'span',
      { class: 'count', 'data-kind': 'warn' },
      waiting,
      element('span', { class: 'unseen' }, ' waiting'),
    );
  }
  return undefined;
}

function entry(app: App, panel: PanelName, index: number): View {
  return element(
    'li',
    { key: panel },
    element(
      'a',
      {
        class: 'menu-entry',
        href: `#${panel}`,
        'aria-current': app.page().panel === panel ? 'page' : undefined,
        onClick: (event) => {
          event.preventDefault();
          app.open(panel);
        },
      },
      icon(panel),
      element('span', { class: 'menu-label' }, labels[panel]),
      count(app, panel),
      element('kbd', { class: 'menu-key', 'aria-hidden': true }, index + 1),
    ),
  );
}

/** The panels: at the side, or at the bottom of a narrow page. */
export function menu(app: App): View {
  const { info } = app.page();
  return element(
    'nav',
    { class: 'menu', 'aria-label': 'Panels' },
    element(
      'ul',
      {},
      panelNames.map((panel, index) => entry(app, panel, index)),
    ),
    info !== undefined &&
      element(
        'dl',
        { class: 'menu-foot' },
        element('dt', {}, 'Seed'),
        element('dd', { title: info.seed }, info.seed),
        element('dt', {}, 'Version'),
        element('dd', {}, info.version),
      ),
  );
}
