import type { App } from '../state/app.ts';
import { button, iconButton } from '../view/controls.ts';
import type { Child, View } from '../view/element.ts';
import { element } from '../view/element.ts';

const keys = [
  ['1 – 6', 'Open a panel'],
  ['/', 'Filter the requests'],
  ['↑ ↓', 'Go through the requests; also Home, End, Page Up, Page Down'],
  ['Enter', 'Go to the details of a request'],
  ['f', 'Freeze the clock, or let it run'],
  ['Esc', 'Close details, a thread or a dialog; leave a field'],
  ['?', 'This list'],
] as const;

function show(node: HTMLElement): void {
  if (node instanceof HTMLDialogElement && !node.open) node.showModal();
}

/** Closed before it is taken away, so that the focus goes back to where it was. */
function closeDialog(): void {
  for (const node of document.querySelectorAll('dialog')) node.close();
}

function dialog(key: string, title: string, onClose: () => void, ...children: readonly Child[]): View {
  return element(
    'dialog',
    { key, class: 'dialog', 'aria-labelledby': `${key}-title`, mounted: show, onClose },
    element('h2', { id: `${key}-title` }, title),
    children,
  );
}

function help(app: App): View {
  const close = (): void => app.set({ helpOpen: false });
  return dialog(
    'help',
    'Keys',
    close,
    iconButton('close', 'Close', closeDialog, { class: 'icon-button dialog-close' }),
    element(
      'dl',
      { class: 'keys' },
      keys.map(([key, text]) => [
        element('dt', { key }, element('kbd', {}, key)),
        element('dd', { key }, text),
      ]),
    ),
  );
}

function question(app: App): View | false {
  const { question: asked } = app.page();
  if (asked === undefined) return false;
  const close = (): void => app.set({ question: undefined });
  return dialog(
    'question',
    asked.title,
    close,
    element('p', {}, asked.text),
    element(
      'div',
      { class: 'dialog-buttons' },
      button('Cancel', closeDialog),
      button(
        asked.yes,
        () => {
          closeDialog();
          asked.onYes();
        },
        { class: 'button danger' },
      ),
    ),
  );
}

/** What lies over the page. */
export function dialogs(app: App): Child {
  return [app.page().helpOpen && help(app), question(app)];
}
