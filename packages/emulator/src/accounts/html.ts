/** Text that is HTML already. Made by `html` alone, so that nothing gets into a page unescaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Part[] | undefined;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Characters that mean something in HTML, and those that have no place in it. Tabs and line breaks have one. */
const special = /[&<>"'`]|(?![\t\n\r])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

function escaped(text: string): string {
  return text.replaceAll(special, (character) => entities[character] ?? '\ufffd');
}

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (part === undefined) return '';
  return typeof part === 'object' ? part.map(render).join('') : escaped(String(part));
}

/** HTML with values in it, which are escaped for texts and for quoted attributes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(render)));
}
