import { turnClock } from '../clock/turn-clock.ts';
import type { App } from '../state/app.ts';
import { panelNames } from '../state/page.ts';

/** Id of the field that filters the requests. */
export const filterFieldId = 'request-filter';

/** Whoever types means the letter. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]')
  );
}

function focusFilter(app: App): void {
  app.open('requests');
  // At once, so that what is typed next goes into it.
  app.drawNow();
  document.getElementById(filterFieldId)?.focus();
}

function stepBack(app: App): void {
  const { panel, requests, threadId } = app.page();
  if (panel === 'requests' && requests.selected !== undefined) {
    app.set({ requests: { ...requests, selected: undefined, exchange: undefined } });
    document.getElementById('request-list')?.focus();
  } else if (panel === 'workspace' && threadId !== undefined) {
    app.set({ threadId: undefined, thread: undefined });
  }
}

function onKey(event: KeyboardEvent, app: App): void {
  const panel = panelNames[Number(event.key) - 1];
  if (panel !== undefined) app.open(panel);
  else if (event.key === '/') focusFilter(app);
  else if (event.key === 'f') turnClock(app, { rate: app.page().clock?.clock.rate === 0 ? 1 : 0 });
  else if (event.key === '?') app.set({ helpOpen: true });
  else return;
  event.preventDefault();
}

/** Keys that work wherever one is on the page. Dialogs close themselves on Escape. */
export function listenToKeys(app: App): void {
  document.addEventListener('keydown', (event) => {
    const { admin, helpOpen, question } = app.page();
    if (admin === undefined || helpOpen || question !== undefined) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      // In a field, Escape leaves the field first.
      if (isTyping(event.target) && event.target instanceof HTMLElement) event.target.blur();
      else stepBack(app);
    } else if (!isTyping(event.target)) onKey(event, app);
  });
}
