import type { App } from '../state/app.ts';
import { select } from '../view/controls.ts';
import type { Child, View } from '../view/element.ts';
import { element } from '../view/element.ts';
import { chooseNetwork, chooseUser } from './choose-chat.ts';

const hues = 8;

/** A ground that stays with a name. */
function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 47 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % hues;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const [first = '', last = ''] = [words.at(0), words.length > 1 ? words.at(-1) : ''];
  return [first, last]
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

/** A person as a small picture. */
export function avatar(name: string, className = ''): View {
  return element(
    'span',
    { class: `avatar hue-${hueOf(name)} ${className}`.trim(), title: name, 'aria-hidden': true },
    initials(name),
  );
}

/** A few people, and how many more there are. */
export function avatars(names: readonly string[], most = 4): View {
  return element(
    'span',
    { class: 'avatars', title: names.join(', ') },
    names
      .slice(0, most)
      .map((name, index) => element('span', { key: index, class: 'avatars-one' }, avatar(name))),
    names.length > most && element('span', { class: 'avatars-more' }, `+${names.length - most}`),
    element('span', { class: 'unseen' }, names.join(', ')),
  );
}

/** Whose eyes the page looks through. */
export function userSelect(app: App): View | false {
  const { info, userId } = app.page();
  const users = info?.users ?? [];
  if (users.length === 0) return false;
  return select(
    'User',
    userId === '' ? (users[0]?.id ?? '') : userId,
    users.map(({ id, name }) => [id, name]),
    (chosen) => chooseUser(app, chosen),
  );
}

/** Which network; nothing where there are none. */
export function networkSelect(app: App): Child {
  const { info, network } = app.page();
  const networks = info?.networks ?? [];
  if (networks.length === 0) return undefined;
  return select(
    'Network',
    network,
    [['', 'Workspace'], ...networks.map(({ id, name }): [string, string] => [id, name])],
    (chosen) => chooseNetwork(app, chosen),
  );
}

/** The name of a user whose id is known. */
export function userName(app: App, id: string | undefined): string {
  if (id === undefined) return '';
  return app.page().info?.users.find((user) => user.id === id)?.name ?? id;
}
