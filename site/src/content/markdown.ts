/** A link or a picture in Markdown. */
export interface MarkdownLink {
  readonly target: string;
  /** Where the target stands in the text. */
  readonly start: number;
  readonly line: number;
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');

/** The text with its code and comments blanked, so that nothing in them is taken for a link; everything stays in its place. */
function withoutCode(text: string): string {
  return text
    .replaceAll(/^( *)(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1\2[`~]* *$/gm, blank)
    .replaceAll(/(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, blank)
    .replaceAll(/<!--[\s\S]*?-->/g, blank);
}

const forms = [
  /\]\(\s*<?([^)<>\s]+)>?(?:\s+"[^"]*")?\s*\)/g, // [text](target), ![text](target)
  /^ {0,3}\[[^\]]+\]:\s*<?([^>\s]+)/gm, // [name]: target
  /\b(?:href|src|srcset)="([^"]+)"/g,
  /<(https?:[^>\s]+)>/g,
];

/** Every link and picture of a Markdown text, in its order. */
export function findLinks(text: string): MarkdownLink[] {
  const plain = withoutCode(text);
  return forms
    .flatMap((form) => [...plain.matchAll(form)])
    .map((match) => {
      const target = match[1] ?? '';
      const start = match.index + match[0].indexOf(target);
      return { target, start, line: text.slice(0, start).split('\n').length };
    })
    .sort((one, other) => one.start - other.start);
}

/** The text with each link that `to` has another target for. */
export function replaceLinks(text: string, to: (target: string) => string): string {
  let result = '';
  let end = 0;
  for (const { target, start } of findLinks(text)) {
    result += text.slice(end, start) + to(target);
    end = start + target.length;
  }
  return result + text.slice(end);
}

/** The first heading of a text. */
export function titleOf(text: string): string | undefined {
  const at = withoutCode(text).search(/^# +\S/m);
  return at < 0 ? undefined : /^# +(.+?) *$/m.exec(text.slice(at))?.[1];
}

/** The anchors that GitHub gives the headings of a text. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const plain = withoutCode(text).split('\n');
  for (const [index, line] of text.split('\n').entries()) {
    const heading = /^ {0,3}#{1,6} /.test(plain[index] ?? '')
      ? /^ {0,3}#{1,6} +(.*?)(?: +#+)? *$/.exec(line)
      : null;
    if (heading === null) continue;
    const slug = (heading[1] ?? '')
      .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    let anchor = slug;
    for (let number = 1; anchors.has(anchor); number += 1) anchor = `${slug}-${number}`;
    anchors.add(anchor);
  }
  for (const [, id = ''] of plain.join('\n').matchAll(/\bid="([^"]+)"/g)) anchors.add(id);
  return anchors;
}
