import type { App } from '../state/app.ts';
import { button } from '../view/controls.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { emulatorTime } from './emulator-time.ts';
import { dayOf, timeOfDay } from './format-time.ts';
import { turnClock } from './turn-clock.ts';

const minute = 60_000;
const steps = [
  ['+1 min', minute],
  ['+5 min', 5 * minute],
  ['+1 h', 60 * minute],
] as const;
const fast = 60;

function speed(rate: number): string {
  if (rate === 0) return 'frozen';
  return rate === 1 ? 'runs' : `${rate}×`;
}

/** The time of the emulator, and the keys that turn it. */
export function clockDeck(app: App): View | undefined {
  const reading = app.page().clock;
  if (reading === undefined) return undefined;
  const now = emulatorTime(reading);
  const { rate, controllable } = reading.clock;
  const disabled = !controllable;
  const turn = (to: number) => () => turnClock(app, { rate: to });
  return element(
    'div',
    {
      class: 'deck',
      role: 'group',
      'aria-label': 'Clock of the emulator',
      'data-state': rate === 0 ? 'frozen' : 'runs',
    },
    element('time', { class: 'deck-time' }, timeOfDay(now)),
    element(
      'span',
      { class: 'deck-facts' },
      element('span', { class: 'deck-day' }, `${dayOf(now)} UTC`),
      element('span', { class: 'deck-speed' }, controllable ? speed(rate) : 'not controllable'),
    ),
    element(
      'div',
      { class: 'deck-keys' },
      rate === 0
        ? button(icon('play'), turn(1), {
            key: 'run',
            class: 'deck-key',
            disabled,
            title: 'Run (f)',
            'aria-label': 'Run the clock',
          })
        : button(icon('pause'), turn(0), {
            key: 'run',
            class: 'deck-key',
            disabled,
            title: 'Freeze (f)',
            'aria-label': 'Freeze the clock',
          }),
      button(`${fast}×`, turn(rate === fast ? 1 : fast), {
        class: 'deck-key',
        disabled,
        'aria-pressed': rate === fast,
        title: 'A minute each second',
      }),
      steps.map(([label, ms]) =>
        button(label, () => turnClock(app, { advanceMs: ms }), {
          key: label,
          class: 'deck-key',
          disabled,
          title: `Let ${label.slice(1)} pass at once`,
        }),
      ),
    ),
  );
}
