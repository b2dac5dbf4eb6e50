import type { Mapping } from '../read/json.ts';
import { mappingOf, own } from '../read/json.ts';
import type { CleanOperation } from './clean-operation.ts';
import type { ImportContext } from './import-context.ts';
import { listOf, quoted, textOf } from './json.ts';
import { pascalCase } from './names.ts';

/** Asks what is to be decided about the document as a whole. */
export function askAboutDocument({ upstream, known, questions }: ImportContext): void {
  questions.ask(
    'All summaries, descriptions and examples are taken over from upstream as plain text, to be read and not to be published. Write every one of them anew, in our own words, with people and companies that are made up.',
    'document',
    ['info'],
  );
  const version = textOf(own(mappingOf(own(known.common, 'info')), 'version'));
  const theirs = textOf(own(mappingOf(own(upstream.value, 'info')), 'version'));
  if (theirs !== version)
    questions.ask(
      'Upstream has another version; here it is that of all modules.',
      'document',
      ['info', 'version'],
      theirs && quoted(theirs),
    );
  const host = hostOf(known.common);
  const servers = (listOf(own(upstream.value, 'servers')) ?? []).flatMap(
    (server) => textOf(own(mappingOf(server), 'url')) ?? [],
  );
  const others = servers.filter((url) => pathOf(url) !== pathOf(textOf(own(host, 'api')) ?? ''));
  if (others.length > 0)
    questions.ask(
      'Upstream names a base URL that is not the one of all modules. Make sure that the operations live under ours.',
      'document',
      ['servers'],
      others.map(quoted).join(', '),
    );
}

/** Everything before `paths`. Hosts, licence and version are those of all modules. */
export function draftHead(context: ImportContext, operations: readonly CleanOperation[]): Mapping {
  const { upstream, module, known } = context;
  const given = mappingOf(own(upstream.value, 'info'));
  const shared = mappingOf(own(known.common, 'info'));
  const title = context.plain(own(given, 'title')) ?? pascalCase(module) ?? module;
  const description = context.plain(own(given, 'description')) ?? `${title}.`;
  const version = textOf(own(shared, 'version')) ?? '3.0.0';
  const host = hostOf(known.common);
  const link = textOf(own(mappingOf(own(upstream.value, 'externalDocs')), 'url'));
  const [scope] = operations.flatMap(({ scopes }) => scopes);
  return {
    openapi: textOf(own(known.common, 'openapi')) ?? '3.1.1',
    info: {
      title: title.replace(/\s+/g, ' '),
      version,
      summary: `${description.split(/(?<=\.)\s|\n/)[0]?.replace(/\.?\s*$/, '') ?? title}.`,
      description,
      license: own(shared, 'license') ?? { name: 'MIT', identifier: 'MIT' },
    },
    ...(link !== undefined &&
      /^https:\/\/[^\s]+$/.test(link) && { externalDocs: { description: 'Zoho Cliq REST API', url: link } }),
    servers: [{ url: own(host, 'api') ?? '', description: own(host, 'region') ?? '' }],
    security: [{ ZohoOAuth: scope === undefined ? [] : [scope] }],
    tags: [{ name: module, description: `${title.replace(/\s+/g, ' ')}.` }],
  };
}

/** The data centre that a spec is written for; the others are filled in by generation. */
function hostOf(common: Mapping): Mapping | undefined {
  return mappingOf((listOf(own(common, 'x-data-centers')) ?? [])[0]);
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname.replace(/\/$/, '') : url;
}
