import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { parse } from 'parse5';
import type { LinkProblem } from './problem.ts';

interface HtmlPage {
  readonly anchors: Set<string>;
  readonly links: { readonly target: string; readonly line: number | undefined }[];
}

const linkAttributes = new Set(['href', 'src', 'poster', 'data', 'action']);

function read(nodes: readonly DefaultTreeAdapterTypes.ChildNode[], page: HtmlPage): HtmlPage {
  for (const node of nodes) {
    if (!('tagName' in node)) continue;
    const line = node.sourceCodeLocation?.startLine;
    for (const { name, value } of node.attrs) {
      if (name === 'id' || (name === 'name' && node.tagName === 'a')) page.anchors.add(value);
      if (linkAttributes.has(name)) page.links.push({ target: value, line });
      if (name === 'srcset') {
        for (const part of value.split(','))
          page.links.push({ target: part.trim().split(/\s+/)[0] ?? '', line });
      }
    }
    read(node.childNodes, page);
  }
  return page;
}

function whyNot(
  folder: string,
  from: string,
  target: string,
  pages: ReadonlyMap<string, HtmlPage>,
): string | undefined {
  if (/^data:/.test(target)) return undefined;
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
    return /^(?:https?:\/\/|mailto:)/.test(target) && URL.canParse(target)
      ? undefined
      : 'is no address of the web';
  }
  if (target.startsWith('/')) return 'begins with a slash: the site may be in a folder';
  const [path = '', anchor] = target.split('#');
  const file =
    path === '' ? from : posix.join(posix.dirname(from), decodeURIComponent(path.split('?')[0] ?? ''));
  const page = pages.get(file);
  if (page === undefined) {
    const whole = join(folder, file);
    if (file.startsWith('..') || !existsSync(whole)) return `leads to ${file}, which does not exist`;
    return statSync(whole).isDirectory() ? `leads to ${file}, which is a folder` : undefined;
  }
  if (anchor === undefined || anchor === '' || page.anchors.has(decodeURIComponent(anchor))) return undefined;
  return `has no such place in ${file}`;
}

/**
 * The links of a built site that lead nowhere: pages, anchors, pictures, scripts and styles. `more` has anchors that pages
 * make when they run.
 */
export function checkHtml(
  folder: string,
  more: ReadonlyMap<string, readonly string[]> = new Map(),
): LinkProblem[] {
  const pages = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.html'))
      .sort()
      .map((name) => {
        const document = parse(readFileSync(join(folder, name), 'utf8'), { sourceCodeLocationInfo: true });
        return [
          name,
          read(document.childNodes, { anchors: new Set(more.get(name) ?? []), links: [] }),
        ] as const;
      }),
  );
  return [...pages].flatMap(([name, { links }]) =>
    links.flatMap(({ target, line }) => {
      const why = whyNot(folder, name, target, pages);
      return why === undefined
        ? []
        : [{ place: line === undefined ? name : `${name}:${line}`, link: target, why }];
    }),
  );
}
