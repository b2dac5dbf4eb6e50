import type { App } from '../state/app.ts';
import { button } from '../view/controls.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { icon } from '../view/icon.ts';
import { saveFile } from '../view/save-file.ts';

const parts = [
  ['state', 'State', 'Pins, folders, threads and messages'],
  ['tokens', 'Tokens', 'Access tokens, refresh tokens and codes'],
  ['limits', 'Limits', 'Counters and locks'],
  ['faults', 'Faults', 'Waiting and struck ones'],
  ['journal', 'Journal', 'Requests and violations'],
] as const;

function ask(app: App, title: string, text: string, body: object): void {
  const onYes = (): void =>
    app.act((admin) => admin.call('POST', '/reset', body), ['limits', 'faults', 'violations'], 'Done');
  app.set({ question: { title, text, yes: 'Reset', onYes } });
}

async function readSnapshot(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch {
    throw new Error(`${file.name} is not JSON, so it is no snapshot.`);
  }
}

function snapshots(app: App): View {
  const save = (): void =>
    app.act(async (admin) =>
      saveFile('emulator-snapshot.json', await (await admin.open('/snapshot')).blob()),
    );
  const restore = (files: FileList): void => {
    const file = files[0];
    if (file === undefined) return;
    app.act(
      async (admin) => admin.call('PUT', '/snapshot', await readSnapshot(file)),
      ['info', 'limits', 'faults'],
      'The state is that of the snapshot',
    );
  };
  return element(
    'div',
    { class: 'snapshots' },
    button([icon('download'), 'Save a snapshot'], save),
    element(
      'label',
      { class: 'button' },
      icon('upload'),
      'Go back to one',
      element('input', { type: 'file', class: 'unseen', 'aria-label': 'Snapshot', onFiles: restore }),
    ),
  );
}

/** Ways back: to the start, or to a snapshot. */
export function resetCard(app: App): View {
  return element(
    'section',
    { class: 'card' },
    element(
      'header',
      { class: 'card-head' },
      element('h2', {}, 'Back to the start'),
      button(
        'Reset all',
        () => ask(app, 'Reset all?', 'All of it goes back to the seed; clock and quirks stay.', {}),
        {
          class: 'button danger',
        },
      ),
    ),
    element(
      'ul',
      { class: 'resets' },
      parts.map(([part, title, text]) =>
        element(
          'li',
          { key: part },
          element('span', {}, element('b', {}, title), element('span', { class: 'quiet' }, text)),
          button(
            'Reset',
            () =>
              ask(app, `Reset ${title.toLowerCase()}?`, `${text} go back to the start.`, { parts: [part] }),
            {
              'aria-label': `Reset ${title.toLowerCase()}`,
            },
          ),
        ),
      ),
    ),
    snapshots(app),
  );
}
