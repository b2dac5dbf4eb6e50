const tag = /<(\/?[a-z!][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/giu;
const attribute = /([^\s"'=<>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/gu;

/** The elements of a page with the names of their attributes, in their order: what no text may ever change. */
export function skeletonOf(page: string): readonly string[] {
  // The text of a style is no markup.
  const markup = page.replaceAll(/<style>[\s\S]*?<\/style>/gu, '<style></style>');
  return [...markup.matchAll(tag)].map(([, name = '', rest = '']) => {
    const names = [...rest.matchAll(attribute)].map(([, each = '']) => each.toLowerCase());
    return [name.toLowerCase(), ...names].join(' ');
  });
}

/** What a page says, without its markup. */
export function textOf(page: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return page
    .replaceAll(/<style>[\s\S]*?<\/style>/gu, '')
    .replaceAll(tag, ' ')
    .replaceAll(/&(?:(amp|lt|gt|quot)|#(\d+));/gu, (_, name: string | undefined, code: string) =>
      name === undefined ? String.fromCodePoint(Number(code)) : (named[name] ?? ''),
    )
    .replaceAll(/\s+/gu, ' ');
}
