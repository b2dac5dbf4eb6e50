import { dress } from './dress.ts';
import type { View } from './element.ts';
import { svgTags } from './element.ts';

type Drawn =
  | { readonly kind: 'text'; readonly node: Text; readonly text: string }
  | { readonly kind: 'element'; readonly node: HTMLElement | SVGElement; readonly view: View };

const svgNamespace = 'http://www.w3.org/2000/svg';
const svg: ReadonlySet<string> = new Set(svgTags);
/** What was drawn into an element last, in order. */
const contents = new WeakMap<Element, ReadonlyMap<string, Drawn>>();

function newElement(tag: string): HTMLElement | SVGElement {
  if (!svg.has(tag)) return document.createElement(tag);
  const node = document.createElementNS(svgNamespace, tag);
  if (node instanceof SVGElement) return node;
  throw new Error(`${tag} is no element of SVG`);
}

function drawText(before: Drawn | undefined, text: string): Drawn {
  if (before?.kind !== 'text') return { kind: 'text', node: document.createTextNode(text), text };
  if (before.text !== text) before.node.data = text;
  return { kind: 'text', node: before.node, text };
}

function drawElement(before: Drawn | undefined, view: View): Drawn {
  const known = before?.kind === 'element' ? before : undefined;
  if (known?.view === view) return known;
  const node = known?.node ?? newElement(view.tag);
  draw(node, view.children);
  // After the children, because a select can only show an option that is in it.
  dress(node, known?.view.props, view.props);
  return { kind: 'element', node, view };
}

/** The same key and tag is the same element as before. Without a key, its place among its like tells. */
function identities(views: readonly (View | string)[]): string[] {
  const counts = new Map<string, number>();
  return views.map((view) => {
    const kind = typeof view === 'string' ? '#text' : view.tag;
    if (typeof view !== 'string' && view.props.key !== undefined) return `${kind} ${view.props.key}`;
    const place = counts.get(kind) ?? 0;
    counts.set(kind, place + 1);
    return `${kind}.${place}`;
  });
}

/**
 * Makes the children of an element what the views say. Elements that stay keep their focus, their selection and where they
 * are scrolled to. Texts become text nodes, and nothing here parses markup.
 */
export function draw(host: Element, views: readonly (View | string)[]): void {
  const before = contents.get(host) ?? new Map<string, Drawn>();
  const after = new Map<string, Drawn>();
  const fresh: { node: HTMLElement; mounted: (node: HTMLElement) => void }[] = [];
  const ids = identities(views);
  for (const [index, view] of views.entries()) {
    const id = ids[index] ?? '';
    const old = before.get(id);
    const drawn = typeof view === 'string' ? drawText(old, view) : drawElement(old, view);
    after.set(id, drawn);
    if (typeof view === 'string' || view.props.mounted === undefined || drawn.node === old?.node) continue;
    if (drawn.node instanceof HTMLElement) fresh.push({ node: drawn.node, mounted: view.props.mounted });
  }
  for (const [id, { node }] of before) if (after.get(id)?.node !== node) node.remove();
  let cursor = host.firstChild;
  for (const { node } of after.values()) {
    if (node === cursor) cursor = cursor.nextSibling;
    else host.insertBefore(node, cursor);
  }
  contents.set(host, after);
  for (const { node, mounted } of fresh) mounted(node);
}
