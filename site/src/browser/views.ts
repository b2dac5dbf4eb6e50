import type { BrowserContextOptions } from 'playwright-core';

/** A way to look at the site. */
export interface View {
  readonly name: string;
  readonly context: BrowserContextOptions;
}

const desk = { width: 1280, height: 900 };

export const views: readonly View[] = [
  { name: 'light', context: { colorScheme: 'light', viewport: desk } },
  { name: 'dark', context: { colorScheme: 'dark', viewport: desk } },
  {
    name: 'phone',
    context: { colorScheme: 'light', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  },
];
