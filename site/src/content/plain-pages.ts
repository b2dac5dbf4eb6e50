import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from '../paths.ts';
import { replaceLinks, titleOf } from './markdown.ts';
import { packages } from './packages.ts';
import { allPages } from './pages.ts';
import { resolveTarget } from './repository-path.ts';
import { withinSite } from './site-link.ts';
import { linkOnSite } from './stage-pages.ts';

/** A page as plain Markdown, for programs that read text. */
export interface PlainPage {
  readonly title: string;
  /** Address on the site. */
  readonly address: string;
  readonly text: string;
  readonly section: 'Guides' | 'Packages' | 'In depth' | 'Decisions';
}

const addresses = new Map<string, string>([
  ['README.md', 'readme.md'],
  ...allPages.map(({ source, address }) => [source, `${address}.md`] as const),
  ...packages.map(
    ({ name, folder }) => [`${folder}/README.md`, `packages/${name.replace('@cliqkit/', '')}.md`] as const,
  ),
]);

function sectionOf(address: string): PlainPage['section'] {
  if (address.startsWith('guides/') || address === 'readme.md') return 'Guides';
  if (address.startsWith('packages/')) return 'Packages';
  return address.startsWith('decisions/') ? 'Decisions' : 'In depth';
}

/** The link as it must be in the plain page at `address`; pictures are left to the page for people. */
function plainLink(source: string, address: string, target: string): string {
  const link = linkOnSite(source, target);
  const from = posix.dirname(address);
  const found = resolveTarget(source, target);
  if (found.kind === 'file' && (found.path === '' || found.path === 'README.md')) {
    return posix.relative(from, 'readme.md') + found.anchor.replace('#readme', '');
  }
  if (link.startsWith(withinSite)) return posix.relative(from, link.slice(withinSite.length));
  if (link === '' || /^(?:[a-z]+:|#)/.test(link)) return link;
  const [path = '', anchor] = link.split('#');
  const staged = posix.join(posix.dirname(source), path);
  const to = addresses.get(staged) ?? `media/${posix.basename(staged)}`;
  return posix.relative(from, to) + (anchor === undefined ? '' : `#${anchor}`);
}

/** Every page of the site that is written in Markdown, with links to the plain form of the others. */
export function plainPages(): PlainPage[] {
  return [...addresses].map(([source, address]) => {
    const text = readFileSync(join(root, source), 'utf8');
    return {
      title: titleOf(text) ?? source,
      address,
      section: sectionOf(address),
      text: replaceLinks(text, (target) => plainLink(source, address, target)),
    };
  });
}
