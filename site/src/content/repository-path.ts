import { posix } from 'node:path';
import { repository } from '../paths.ts';

/** What a link of a Markdown file leads to. */
export type Target =
  /** A file or folder of the repository; the anchor is empty or begins with `#`. `byAddress`: it is named as on the web. */
  | { readonly kind: 'file'; readonly path: string; readonly anchor: string; readonly byAddress: boolean }
  /** A page of somebody else. */
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'broken'; readonly why: string };

/** Our own files by their address on the web: README files of packages that are read on the registry link to each other so. */
function ownPath(url: string): string | undefined {
  const rest = url.startsWith(repository) ? url.slice(repository.length) : undefined;
  if (rest === undefined) return undefined;
  const path = /^\/(?:tree|blob)\/main(?:\/([^#]*))?(#.*)?$/.exec(rest);
  if (path !== null) return `${path[1] ?? ''}${path[2] ?? ''}`;
  return rest.startsWith('#') ? rest : undefined;
}

function split(path: string): { path: string; anchor: string } {
  const at = path.indexOf('#');
  const own = at < 0 ? path : path.slice(0, at);
  return { path: decodeURIComponent(own).replace(/\/$/, ''), anchor: at < 0 ? '' : path.slice(at) };
}

/** What a link in the file `from` of the repository leads to. */
export function resolveTarget(from: string, target: string): Target {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
    const own = ownPath(target);
    if (own !== undefined) return { kind: 'file', ...split(own), byAddress: true };
    if (!/^(https?:\/\/|mailto:)/.test(target) || !URL.canParse(target)) {
      return { kind: 'broken', why: 'is no address of the web' };
    }
    return { kind: 'web', url: target };
  }
  if (target.startsWith('/'))
    return { kind: 'broken', why: 'begins with a slash: write it from this file on' };
  const { path, anchor } = split(target);
  const whole = path === '' ? from : posix.normalize(posix.join(posix.dirname(from), path));
  if (whole.startsWith('..')) return { kind: 'broken', why: 'leads out of the repository' };
  return { kind: 'file', path: whole === '.' ? '' : whole, anchor, byAddress: false };
}
