import type { Page } from './page.ts';
import { emptyPage } from './page.ts';

/** Holds what the page shows. */
export interface Store {
  page(): Page;
  /** Sets some of it; the page is drawn anew with the next frame. */
  set(change: Partial<Page>): void;
  /** Draws again because time has passed. */
  redraw(): void;
  /** Draws at once, for what has to be there to be focused. */
  drawNow(): void;
}

export function createStore(draw: (page: Page) => void): Store {
  let page = emptyPage();
  let awaited = false;
  const redraw = (): void => {
    if (awaited) return;
    awaited = true;
    // One drawing for whatever has changed until then; none while nobody looks at the tab.
    requestAnimationFrame(() => {
      awaited = false;
      draw(page);
    });
  };
  return {
    page: () => page,
    set(change) {
      page = { ...page, ...change };
      redraw();
    },
    redraw,
    drawNow: () => draw(page),
  };
}
