import type { App } from '../state/app.ts';
import type { Child } from '../view/element.ts';
import { element } from '../view/element.ts';
import { userName } from './who.ts';

const mention = /\{@(\d+)\}/g;

/** A text, with the names of those whom it mentions as `{@<user id>}`. */
export function messageText(app: App, text: string): Child {
  const parts: Child[] = [];
  let end = 0;
  for (const match of text.matchAll(mention)) {
    const [whole, id] = match;
    parts.push(text.slice(end, match.index), element('span', { class: 'mention' }, `@${userName(app, id)}`));
    end = match.index + whole.length;
  }
  return [...parts, text.slice(end)];
}
