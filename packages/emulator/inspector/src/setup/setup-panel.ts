import type { App } from '../state/app.ts';
import { panelHead } from '../view/controls.ts';
import type { Child } from '../view/element.ts';
import { element } from '../view/element.ts';
import { quirksCard } from './quirks-card.ts';
import { resetCard } from './reset-card.ts';
import { scenariosCard } from './scenarios-card.ts';

/** What the emulator starts from, and how it behaves where nobody knows. */
export function setupPanel(app: App): Child {
  const { scenarios, quirks } = app.page();
  return [
    panelHead('Setup', 'Where the workspace begins, and what is assumed of the service.'),
    element(
      'div',
      { class: 'scroll columns', tabindex: 0, role: 'group', 'aria-label': 'Setup' },
      element(
        'div',
        { class: 'column' },
        scenarios !== undefined && scenariosCard(app, scenarios),
        resetCard(app),
      ),
      element('div', { class: 'column' }, quirks !== undefined && quirksCard(app, quirks)),
    ),
  ];
}
