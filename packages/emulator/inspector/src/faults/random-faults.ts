import type { FaultAccount } from '../admin/admin-types.ts';
import type { App } from '../state/app.ts';
import { button } from '../view/controls.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';

const rates = [
  [0, 'Off'],
  [0.01, '1 %'],
  [0.05, '5 %'],
  [0.2, '20 %'],
] as const;

/** The same dice each time, so that the same calls meet the same faults. */
const seed = 1;

function throwDice(app: App, rate: number): void {
  app.act((admin) => admin.call('PUT', '/faults/random', { seed, rate }), ['faults']);
}

/** Lets faults strike a part of all calls. */
export function randomFaults(app: App, { random }: FaultAccount): View {
  return element(
    'section',
    { class: 'card' },
    element('header', { class: 'card-head' }, element('h2', {}, 'At random')),
    element(
      'p',
      { class: 'quiet' },
      'The same calls meet the same faults again: the dice start from a seed.',
    ),
    element(
      'div',
      { class: 'segments', role: 'group', 'aria-label': 'Share of the calls' },
      rates.map(([rate, label]) =>
        button(label, () => throwDice(app, rate), {
          key: label,
          class: 'segment',
          'aria-pressed': random === rate,
        }),
      ),
    ),
  );
}
