import { faultsPanel } from '../faults/faults-panel.ts';
import { limitsPanel } from '../panels/limits-panel.ts';
import { tokensPanel } from '../panels/tokens-panel.ts';
import { requestsPanel } from '../requests/requests-panel.ts';
import { setupPanel } from '../setup/setup-panel.ts';
import type { App } from '../state/app.ts';
import type { PanelName } from '../state/page.ts';
import { draw } from '../view/draw.ts';
import type { Child, View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { workspacePanel } from '../workspace/workspace-panel.ts';
import { dialogs } from './dialogs.ts';
import { menu } from './menu.ts';
import { tokenPage } from './token-page.ts';
import { topBar } from './top-bar.ts';

const panels: Readonly<Record<PanelName, (app: App) => Child>> = {
  workspace: workspacePanel,
  requests: requestsPanel,
  limits: limitsPanel,
  faults: faultsPanel,
  tokens: tokensPanel,
  setup: setupPanel,
};

function notices(app: App): View {
  return element(
    'div',
    { class: 'notices', role: 'status', 'aria-live': 'polite' },
    app
      .page()
      .notices.map(({ id, text, failed }) =>
        element('p', { key: id, class: 'notice', 'data-kind': failed ? 'danger' : 'plain' }, text),
      ),
  );
}

function inspector(app: App): Child {
  const { panel } = app.page();
  return [
    element(
      'a',
      {
        class: 'skip',
        href: '#panel',
        // The address keeps the name of the panel.
        onClick: (event) => {
          event.preventDefault();
          document.getElementById('panel')?.focus();
        },
      },
      'Skip to the panel',
    ),
    topBar(app),
    menu(app),
    element(
      'main',
      { key: panel, class: `panel panel-${panel}`, id: 'panel', tabindex: -1 },
      panels[panel](app),
    ),
  ];
}

/** Draws the whole page. */
export function drawFrame(host: Element, app: App): void {
  const { asksForToken } = app.page();
  const { children } = element(
    'div',
    {},
    asksForToken === undefined ? inspector(app) : tokenPage(app),
    notices(app),
    dialogs(app),
  );
  draw(host, children);
}
