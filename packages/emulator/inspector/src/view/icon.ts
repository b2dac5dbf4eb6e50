import type { View } from './element.ts';
import { element } from './element.ts';

/** Lines on a grid of 16 by 16. */
const shapes = {
  workspace: 'M2.5 3.5h11v9h-11zM6 3.5v9',
  requests: 'M2.5 5h9M9 2.5 11.5 5 9 7.5M13.5 11h-9M7 8.5 4.5 11 7 13.5',
  limits: 'M2.5 11.5a5.5 5.5 0 1 1 11 0M8 11.5 10.5 7',
  faults: 'M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z',
  tokens: 'M10.5 9.2a3.4 3.4 0 1 0-3.2-2.3L2.5 11.7v1.8h2.3v-1.6h1.7v-1.7l.9-.9',
  setup: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M8.5 3v3M7.5 10v3',
  pin: 'M6 2.5h4l-.6 4 2.1 2.3H4.5L6.6 6.5zM8 8.8v4.7',
  thread: 'M3 3.5h10v6.5H7L4.5 12.5V10H3z',
  channel: 'M6.3 2.5 5 13.5M11 2.5 9.7 13.5M3 6h10.5M2.5 10H13',
  group:
    'M6 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM2 13c0-2.3 1.7-3.6 4-3.6S10 10.7 10 13M10.5 7.2a1.9 1.9 0 1 0 0-3.8M11.5 9.5c1.5.3 2.5 1.5 2.5 3.3',
  person: 'M8 7.5A2.5 2.5 0 1 0 8 2.6a2.5 2.5 0 0 0 0 4.9zM3.5 13.3c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4',
  bot: 'M3.5 6h9v6.5h-9zM8 6V3.5M6.3 8.7v1M9.7 8.7v1',
  lock: 'M4 7.5h8v5.5H4zM5.7 7.5V5.3a2.3 2.3 0 0 1 4.6 0v2.2',
  chevron: 'M6 4l4 4-4 4',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3.5 8.5 6.5 11.5 12.5 5',
  minus: 'M4 8h8',
  copy: 'M5.5 5.5h7v7h-7zM10.5 5.5v-2h-7v7h2',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2 12.5 8 5 12.8z',
  download: 'M8 2.5v7.5M5 7.2 8 10.2l3-3M3 13h10',
  upload: 'M8 10.5V3M5 5.8 8 2.8l3 3M3 13h10',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3 13.5 13.5',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.3',
  sun: 'M8 10.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z',
  auto: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.3 6.4a1.7 1.7 0 1 1 2.4 1.5c-.5.3-.7.6-.7 1.1M8 11v.3',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.5',
} as const;

/** What an icon is called. */
export type IconName = keyof typeof shapes;

/** A picture beside words that say the same; screen readers pass over it. */
export function icon(name: IconName, className = ''): View {
  return element(
    'svg',
    {
      class: `icon ${className}`.trim(),
      viewBox: '0 0 16 16',
      width: 16,
      height: 16,
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.4,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
      'aria-hidden': true,
    },
    element('path', { d: shapes[name] }),
  );
}
