import type { Endpoint } from './endpoints.ts';
import { endpoints } from './endpoints.ts';

/** What the path and the method of a request lead to. */
export type Route =
  | {
      readonly kind: 'found';
      readonly endpoint: Endpoint;
      /** What stands in place of the placeholders, in the order of the path. */
      readonly ids: readonly string[];
      readonly path: string;
      readonly network: string | undefined;
    }
  | {
      readonly kind: 'wrong-method';
      readonly allowed: readonly string[];
      readonly network: string | undefined;
    }
  | { readonly kind: 'unknown' };

const apiPath = /^(?:\/network\/([^/]+))?\/api\/v3(\/.*)$/u;

function isPlaceholder(segment: string): boolean {
  return segment.startsWith('{');
}

function matches(endpoint: Endpoint, segments: readonly string[]): boolean {
  return (
    endpoint.segments.length === segments.length &&
    endpoint.segments.every((expected, index) =>
      isPlaceholder(expected) ? segments[index] !== '' : expected === segments[index],
    )
  );
}

/** Each segment decoded once; nothing for a path that is not valid percent-encoding. */
function decode(path: string): readonly string[] | undefined {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** Finds the endpoint of a request, and the ids and the network that its path names. */
export function route(method: string, pathname: string): Route {
  const [, prefix, path] = apiPath.exec(pathname) ?? [];
  const segments = path === undefined ? undefined : decode(path);
  const names = prefix === undefined ? [] : decode(`/${prefix}`);
  if (path === undefined || segments === undefined || names === undefined) return { kind: 'unknown' };
  const [network] = names;
  const here = endpoints.filter((endpoint) => matches(endpoint, segments));
  if (here.length === 0) return { kind: 'unknown' };
  const endpoint = here.find((candidate) => candidate.method === method);
  if (endpoint === undefined)
    return { kind: 'wrong-method', allowed: here.map((candidate) => candidate.method), network };
  const ids = segments.filter((_, index) => isPlaceholder(endpoint.segments[index] ?? ''));
  return { kind: 'found', endpoint, ids, path, network };
}
