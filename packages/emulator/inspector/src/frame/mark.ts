import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';

/** The sign of the emulator: a pin in a speech bubble. The same as `icon.svg`. */
export function mark(): View {
  return element(
    'svg',
    { class: 'mark', viewBox: '0 0 24 24', width: 24, height: 24, 'aria-hidden': true },
    element('path', {
      class: 'mark-bubble',
      d: 'M7 2h10a5 5 0 0 1 5 5v7a5 5 0 0 1-5 5h-4.2L8 22.6V19H7a5 5 0 0 1-5-5V7a5 5 0 0 1 5-5z',
    }),
    element('path', { class: 'mark-pin', d: 'M9.4 5.4h5.2l-.7 4 2.2 2.4H7.9l2.2-2.4z' }),
    element('path', { class: 'mark-needle', d: 'M12 11.6v4.2' }),
  );
}
