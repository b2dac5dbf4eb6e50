import type { PlainPage } from './content/plain-pages.ts';
import { modules } from './paths.ts';
import { publishedDocument } from './reference/reference-places.ts';

const about = `# cliqkit

> The TypeScript SDK for pinned messages, chat folders and threads of Zoho Cliq (REST API v3), with an emulator of the service. It keeps the rate limit of every operation, sends nothing into a lock, never does a write twice, and says of each failure whether the change was made.

\`npm install cliqkit\`; for tests \`npm install --save-dev @cliqkit/emulator\`. Calls look like \`cliq.pins.add(chatId, body)\`: ids first, then the body, then the query, then \`{ signal, deadline }\`. Fields keep the API's names. Ids are strings.
`;

/** The first sentence of a page, for a list of pages. */
function summary({ text }: PlainPage): string {
  const paragraph = text
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .find((part) => /^[A-Z[`*]/.test(part));
  const plain = (paragraph ?? '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[*\n]+/g, ' ');
  return /^.*?[.:;](?= |$)/.exec(plain)?.[0].replace(/[.:;]$/, '') ?? plain;
}

/** `llms.txt`: what there is to read, by the convention of llmstxt.org. */
export function llmsIndex(pages: readonly PlainPage[]): string {
  const list = (section: PlainPage['section']): string[] =>
    pages
      .filter((page) => page.section === section)
      .map((page) => `- [${page.title}](${page.address}): ${summary(page)}`);
  const reference = modules.map(
    (name) =>
      `- [${publishedDocument(name).info.title}](reference/${name}.json): OpenAPI 3.1, with limits, locks, scopes and error codes`,
  );
  return [
    about,
    ['## Guides', '', '- [All guides and READMEs in one text](llms-full.txt)', ...list('Guides')].join('\n'),
    ['## Packages', '', ...list('Packages')].join('\n'),
    ['## HTTP reference', '', ...reference].join('\n'),
    ['## Optional', '', ...list('In depth'), ...list('Decisions')].join('\n'),
  ]
    .map((part) => `${part.trimEnd()}\n`)
    .join('\n');
}

/** `llms-full.txt`: the guides and the README of every package in one text. */
export function llmsFull(pages: readonly PlainPage[]): string {
  const parts = pages
    .filter(({ section }) => section === 'Guides' || section === 'Packages')
    .map(({ address, text }) => `<!-- ${address} -->\n\n${text.trim()}\n`);
  return [about, ...parts].join('\n');
}
