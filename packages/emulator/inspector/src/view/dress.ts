import type { Props } from './element.ts';
import { attributes } from './element.ts';

/** What each element has now; its listeners look here, so that they are set once. */
const worn = new WeakMap<Node, Props>();

function listen(node: HTMLElement): void {
  const now = (): Props => worn.get(node) ?? {};
  node.addEventListener('click', (event) => now().onClick?.(event));
  node.addEventListener('keydown', (event) => now().onKeydown?.(event));
  if (node instanceof HTMLFormElement) {
    node.addEventListener('submit', (event) => {
      event.preventDefault();
      now().onSubmit?.();
    });
  }
  if (node instanceof HTMLDialogElement) node.addEventListener('close', () => now().onClose?.());
  if (isField(node)) listenToField(node, now);
}

/** Only where somebody listens, because a listener to scrolling costs. */
function listenToScrolling(node: HTMLElement): void {
  node.addEventListener('scroll', () => worn.get(node)?.onScroll?.(node), { passive: true });
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function isField(node: Node): node is Field {
  return (
    node instanceof HTMLInputElement ||
    node instanceof HTMLSelectElement ||
    node instanceof HTMLTextAreaElement
  );
}

function listenToField(node: Field, now: () => Props): void {
  node.addEventListener('input', () => {
    now().onInput?.(node.value);
    if (node instanceof HTMLInputElement) now().onTick?.(node.checked);
  });
  node.addEventListener('change', () => {
    if (node instanceof HTMLInputElement && node.files !== null && node.files.length > 0) {
      now().onFiles?.(node.files);
    }
  });
}

/** A link leads to a place in the page, or to a file that the page has made. */
function isHarmless(name: string, value: unknown): boolean {
  return name !== 'href' || String(value).startsWith('#') || String(value).startsWith('blob:');
}

function dressAttributes(node: Element, before: Props | undefined, props: Props): void {
  for (const name of attributes) {
    const value = props[name];
    if (before !== undefined && before[name] === value) continue;
    if (value === undefined || value === false || !isHarmless(name, value)) node.removeAttribute(name);
    // ARIA wants the word; of the others, their presence says it.
    else node.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value));
  }
}

function dressStyle(node: HTMLElement | SVGElement, before: Props | undefined, props: Props): void {
  for (const name of Object.keys(before?.style ?? {})) {
    if (props.style?.[name] === undefined) node.style.removeProperty(name);
  }
  for (const [name, value] of Object.entries(props.style ?? {})) {
    if (before?.style?.[name] !== value) node.style.setProperty(name, value);
  }
}

/** Gives an element its attributes, its style, its value and its listeners. */
export function dress(node: HTMLElement | SVGElement, before: Props | undefined, props: Props): void {
  worn.set(node, props);
  dressAttributes(node, before, props);
  dressStyle(node, before, props);
  if (before === undefined && node instanceof HTMLElement) {
    listen(node);
    if (props.onScroll !== undefined) listenToScrolling(node);
  }
  if (node instanceof HTMLOptionElement && props.value !== undefined) node.value = props.value;
  if (isField(node) && props.value !== undefined && node.value !== props.value) node.value = props.value;
  if (node instanceof HTMLInputElement && props.checked !== undefined) node.checked = props.checked;
}
