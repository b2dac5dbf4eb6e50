/** Tags that are markup wherever they stand. */
const tags = new Set(
  (
    'b big blockquote body br center code col colgroup dd del details div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 ' +
    'hr html i img kbd li nobr ol p pre samp script small span strike strong style sub summary sup table tbody td ' +
    'tfoot th thead tr tt ul wbr'
  ).split(' '),
);
/** Words that also stand for a value, `<title>`: markup when a closing tag is there. */
const ambiguous = new Set(
  (
    'a abbr address article aside body button caption cite dfn footer head header ins label main mark nav q s section ' +
    'time title u var'
  ).split(' '),
);
/** What stands in these is never text. */
const dropped: readonly string[] = ['script', 'style'];
const maxTagLength = 1000;

/** HTML with bare tags, nothing that is no text, and everything else escaped. */
export interface BareHtml {
  html: string;
  /** False when nothing of it is HTML. */
  isMarkup: boolean;
}

/**
 * What a description has of HTML, brought to a form that any parser reads in one pass: no attributes, comments, scripts or
 * styles. A `<` or `&` that starts no markup becomes an entity: `a < b`, `<id>`, `?a=1&copy=2`.
 */
export function bareHtml(description: string): BareHtml {
  const lower = description.toLowerCase();
  const closing = new Set(Array.from(lower.matchAll(/<\/([a-z][a-z0-9]{0,15})/g), ([, name]) => name));
  const lastEnds = new Map(dropped.map((name) => [name, lower.lastIndexOf(`</${name}`)]));
  const lastCommentEnd = lower.lastIndexOf('-->');
  const parts: string[] = [];
  let isMarkup = false;
  let at = 0;
  for (const { index } of description.matchAll(/[<&]/g)) {
    if (index < at) continue;
    parts.push(description.slice(at, index));
    at = index;
    if (description[index] === '&') {
      const isEntity = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i.test(
        description.slice(index, index + 40),
      );
      isMarkup ||= isEntity;
      parts.push(isEntity ? '&' : '&amp;');
      at++;
    } else if (lower.startsWith('<!--', index) && lastCommentEnd > index) {
      isMarkup = true;
      at = lower.indexOf('-->', index) + 3;
    } else {
      const tag = tagAt(lower, index);
      if (tag === undefined || !(tags.has(tag.name) || (ambiguous.has(tag.name) && closing.has(tag.name)))) {
        parts.push('&lt;');
        at++;
        continue;
      }
      isMarkup = true;
      at = tag.end;
      const lastClosing = lastEnds.get(tag.name);
      if (lastClosing !== undefined) {
        if (!tag.isClosing && lastClosing > at) at = lower.indexOf(`</${tag.name}`, at);
      } else {
        parts.push(`<${tag.isClosing ? '/' : ''}${tag.name}>`);
      }
    }
  }
  parts.push(description.slice(at));
  return { html: parts.join(''), isMarkup };
}

interface Tag {
  name: string;
  isClosing: boolean;
  end: number;
}

/** The tag at a `<`. It ends at the first `>` that stands in no quotes, and has to end soon. */
function tagAt(lower: string, start: number): Tag | undefined {
  const head = /^<(\/?)([a-z][a-z0-9]{0,15})(?=[\s/>])/.exec(lower.slice(start, start + 20));
  const name = head?.[2];
  if (head === null || name === undefined || !(tags.has(name) || ambiguous.has(name))) return undefined;
  let quote = '';
  let firstEnd: number | undefined;
  const limit = Math.min(lower.length, start + maxTagLength);
  for (let at = start + head[0].length; at < limit; at++) {
    const letter = lower.charAt(at);
    if (letter === '>') firstEnd ??= at + 1;
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") {
      quote = letter;
    } else if (letter === '>') {
      return { name, isClosing: head[1] === '/', end: at + 1 };
    } else if (letter === '<') {
      break;
    }
  }
  // A quote that nobody closed.
  return firstEnd === undefined ? undefined : { name, isClosing: head[1] === '/', end: firstEnd };
}
