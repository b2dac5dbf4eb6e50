import type { Child, Props, View } from './element.ts';
import { element } from './element.ts';
import type { IconName } from './icon.ts';
import { icon } from './icon.ts';

/** A choice of a select. */
export type Option = readonly [value: string, label: string];

export function button(label: Child, onClick: () => void, props: Props = {}): View {
  return element('button', { type: 'button', class: 'button', ...props, onClick }, label);
}

/** A button that is a picture alone; `label` is what it is called. */
export function iconButton(name: IconName, label: string, onClick: () => void, props: Props = {}): View {
  return element(
    'button',
    { type: 'button', class: 'icon-button', title: label, 'aria-label': label, ...props, onClick },
    icon(name),
  );
}

export function select(
  label: string,
  value: string,
  options: readonly Option[],
  onInput: (value: string) => void,
  props: Props = {},
): View {
  return element(
    'select',
    { class: 'select', 'aria-label': label, ...props, value, onInput },
    options.map(([each, text]) => element('option', { key: each, value: each }, text)),
  );
}

/** A field with its name above it. */
export function labelled(label: string, field: View): View {
  return element('label', { class: 'labelled' }, element('span', { class: 'label' }, label), field);
}

export function textField(
  label: string,
  value: string,
  onInput: (value: string) => void,
  props: Props = {},
): View {
  return element('input', {
    class: 'field',
    type: 'text',
    'aria-label': label,
    autocomplete: 'off',
    spellcheck: 'false',
    ...props,
    value,
    onInput,
  });
}

/** A word on a coloured ground. */
export function chip(text: Child, kind = 'plain', props: Props = {}): View {
  return element('span', { class: 'chip', 'data-kind': kind, ...props }, text);
}

/** What stands where nothing is yet: what would be here, and how it gets here. */
export function emptyState(name: IconName, title: string, ...children: readonly Child[]): View {
  return element(
    'div',
    { class: 'empty' },
    element('span', { class: 'empty-icon' }, icon(name)),
    element('h3', {}, title),
    children,
  );
}

/** The head of a panel: what it is, and what one can do with it as a whole. */
export function panelHead(title: string, text: Child, ...controls: readonly Child[]): View {
  return element(
    'header',
    { class: 'panel-head' },
    element('div', { class: 'panel-title' }, element('h1', {}, title), element('p', {}, text)),
    element('div', { class: 'panel-controls' }, controls),
  );
}
