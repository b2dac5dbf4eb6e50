import type { UndiciOptions } from './undici-fetch.ts';

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'] as const;
const taken = new Set(['method', 'headers', 'body', 'signal', 'redirect']);

/** Encodings that are decoded again. */
const acceptEncoding = 'gzip, deflate, br';

/** What `request` of undici takes, of what fetch takes. Throws TypeError for what would be left out. */
export function plainRequest(
  input: unknown,
  init: RequestInit = {},
): { url: string; options: UndiciOptions } {
  if (typeof input !== 'string' && !(input instanceof URL)) {
    throw new TypeError('undiciFetch takes a URL, not a Request');
  }
  for (const [name, value] of Object.entries(init)) {
    if (value !== undefined && value !== null && !taken.has(name)) {
      throw new TypeError(`undiciFetch does not take ${name}`);
    }
  }
  if (init.redirect !== undefined && init.redirect !== 'manual') {
    throw new TypeError(`undiciFetch follows no redirects: redirect is 'manual', not '${init.redirect}'`);
  }
  const { body = null, signal = null } = init;
  if (body !== null && typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw new TypeError('undiciFetch takes a body of text or of bytes (Uint8Array)');
  }
  const method = methods.find((known) => known === (init.method ?? 'GET'));
  if (method === undefined) throw new TypeError(`undiciFetch takes the methods ${methods.join(', ')}`);
  const headers: Record<string, string> = { accept: '*/*', 'accept-encoding': acceptEncoding };
  for (const [name, value] of new Headers(init.headers)) headers[name] = value;
  return { url: String(input), options: { method, headers, body, signal } };
}
