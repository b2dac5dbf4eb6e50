import { createHash } from 'node:crypto';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { parse } from 'parse5';
import { withinSite } from '../content/site-link.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

function inlineScripts(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    if (!('tagName' in node)) return [];
    if (node.tagName !== 'script') return inlineScripts(node.childNodes);
    if (node.attrs.some(({ name }) => name === 'src')) return [];
    return [node.childNodes.map((child) => ('value' in child ? child.value : '')).join('')];
  });
}

/** Scripts of the site alone, and no request to another host. Both TypeDoc and Redoc write styles into the page. */
function policyOf(html: string): string {
  const hashes = inlineScripts(parse(html).childNodes).map(
    (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    ["script-src 'self'", ...new Set(hashes)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self' data:",
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** A page as it goes out: links within the site are relative, and a policy says what the page may load. */
export function finishPage(html: string, address: string): string {
  const toRoot = '../'.repeat(address.split('/').length - 1);
  const linked = html.replaceAll(`"${withinSite}`, `"${toRoot === '' ? './' : toRoot}`);
  const head = '<meta charset="utf-8"';
  const at = linked.indexOf(head);
  const end = linked.indexOf('>', at) + 1;
  if (at < 0) throw new Error(`${address} has no ${head}>: where would its policy stand?`);
  const meta = `<meta http-equiv="content-security-policy" content="${policyOf(linked)}">`;
  return linked.slice(0, end) + meta + linked.slice(end);
}
