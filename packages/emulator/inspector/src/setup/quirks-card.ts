import type { QuirkChoice, Quirks } from '../admin/admin-types.ts';
import type { App } from '../state/app.ts';
import type { Option } from '../view/controls.ts';
import { button, select } from '../view/controls.ts';
import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';

type Position = string | number | readonly string[];

/** Every order of a few things. */
function orders(things: readonly string[]): string[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((first) =>
    orders(things.filter((each) => each !== first)).map((others) => [first, ...others]),
  );
}

/** What a quirk can be set to; nothing where it is a number. */
function positionsOf({ positions, default: usual }: QuirkChoice): readonly Position[] {
  return Array.isArray(usual) ? orders(usual.map(String)) : positions;
}

function words(position: unknown): string {
  return Array.isArray(position) ? position.join(', then ') : String(position);
}

function set(app: App, change: Readonly<Record<string, unknown>>): void {
  app.act(async (admin) => app.set({ quirks: await admin.call<Quirks>('PATCH', '/quirks', change) }));
}

function field(app: App, choice: QuirkChoice, value: unknown): View {
  const { name, least = 0, default: usual } = choice;
  const positions = positionsOf(choice);
  if (positions.length === 0) {
    return element('input', {
      class: 'field',
      type: 'number',
      min: least,
      step: 1,
      'aria-label': name,
      value: String(value),
      onInput: (text) => {
        if (/^\d+$/.test(text)) set(app, { [name]: Number(text) });
      },
    });
  }
  const options = positions.map((position): Option => {
    const said = words(position);
    return [said, said === words(usual) ? `${said} (default)` : said];
  });
  const choose = (said: string): void => {
    const position = positions.find((each) => words(each) === said);
    if (position !== undefined) set(app, { [name]: position });
  };
  return select(name, words(value), options, choose);
}

function quirk(app: App, choice: QuirkChoice, value: unknown): View {
  const changed = words(value) !== words(choice.default);
  return element(
    'li',
    { key: choice.name, class: 'quirk', 'data-state': changed ? 'changed' : undefined },
    element(
      'div',
      {},
      element('h3', {}, element('code', {}, choice.name)),
      element('p', { class: 'quiet' }, choice.about),
    ),
    field(app, choice, value),
  );
}

/** What is not known of the service, and what the emulator takes it to be. */
export function quirksCard(app: App, quirks: Quirks): View {
  const choices = app.page().info?.quirks ?? [];
  const values = new Map<string, unknown>(Object.entries(quirks));
  const changed = choices.filter((choice) => words(values.get(choice.name)) !== words(choice.default));
  const defaults = Object.fromEntries(changed.map(({ name, default: usual }) => [name, usual]));
  return element(
    'section',
    { class: 'card' },
    element(
      'header',
      { class: 'card-head' },
      element('h2', {}, 'Quirks'),
      changed.length > 0 && button(`${changed.length} back to default`, () => set(app, defaults)),
    ),
    element(
      'p',
      { class: 'quiet' },
      'What nobody knows for sure of the service. A client should be right in every position.',
    ),
    element(
      'ul',
      { class: 'quirks' },
      choices.map((choice) => quirk(app, choice, values.get(choice.name))),
    ),
  );
}
