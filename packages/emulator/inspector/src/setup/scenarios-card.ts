import type { Scenario } from '../admin/admin-types.ts';
import type { App } from '../state/app.ts';
import { button } from '../view/controls.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';

function start(app: App, { name }: Scenario): void {
  app.set({
    question: {
      title: `Start anew from “${name}”?`,
      text: 'What has changed since the start is gone, with tokens, limits, faults and requests.',
      yes: 'Start anew',
      onYes: () => {
        app.set({
          userId: '',
          network: '',
          chatId: undefined,
          chat: undefined,
          threadId: undefined,
          thread: undefined,
        });
        app.act(
          (admin) => admin.call('PUT', '/seed', { scenario: name }),
          ['info', 'clock'],
          `Started from ${name}`,
        );
      },
    },
  });
}

/** The workspaces to start from. */
export function scenariosCard(app: App, scenarios: readonly Scenario[]): View {
  const current = app.page().info?.seed;
  return element(
    'section',
    { class: 'card' },
    element('header', { class: 'card-head' }, element('h2', {}, 'Scenarios')),
    element(
      'ul',
      { class: 'scenarios' },
      scenarios.map((scenario) =>
        element(
          'li',
          {
            key: scenario.name,
            class: 'scenario',
            'data-state': scenario.name === current ? 'current' : undefined,
          },
          element(
            'div',
            {},
            element(
              'h3',
              {},
              scenario.name,
              scenario.name === current && element('span', { class: 'side-count' }, 'now'),
            ),
            element('p', { class: 'quiet' }, scenario.description),
          ),
          button('Start', () => start(app, scenario), { 'aria-label': `Start from ${scenario.name}` }),
        ),
      ),
    ),
  );
}
