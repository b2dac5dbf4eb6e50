import type { View } from '../view/element.ts';
import { element } from '../view/element.ts';

/** Strings (with the colon that makes one a key), numbers, and the three words. */
const parts = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

function colour(text: string, colon: string | undefined, quoted: string | undefined): string {
  if (quoted !== undefined) return colon === undefined ? 'json-string' : 'json-key';
  return /^[tfn]/.test(text) ? 'json-word' : 'json-number';
}

/** JSON, laid out, in colours; any other text as it is. */
export function jsonView(text: string): readonly (View | string)[] {
  let laidOut: string;
  try {
    laidOut = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return [text];
  }
  const views: (View | string)[] = [];
  let end = 0;
  for (const match of laidOut.matchAll(parts)) {
    const [whole, quoted, colon] = match;
    views.push(laidOut.slice(end, match.index));
    views.push(element('span', { class: colour(whole, colon, quoted) }, quoted ?? whole));
    if (colon !== undefined) views.push(colon);
    end = match.index + whole.length;
  }
  views.push(laidOut.slice(end));
  return views;
}
