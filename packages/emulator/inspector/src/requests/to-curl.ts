import type { Exchange, Header } from '../admin/admin-types.ts';

/** What curl sends by itself, or what holds for one connection only. */
const ownHeaders = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'transfer-encoding']);

/** One word for a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function headerWord({ name, value }: Header): string {
  // In double quotes, so that the shell fills the token in. The one of the request is masked.
  if (name.toLowerCase() === 'authorization') return '"authorization: Zoho-oauthtoken $TOKEN"';
  return quoted(`${name}: ${value}`);
}

/** The request as a command for a shell, to this emulator, with `$TOKEN` in place of the token. */
export function toCurl({ entry, url, request }: Exchange): string {
  const headers = request.headers.filter(({ name }) => !ownHeaders.has(name.toLowerCase()));
  const body = request.body?.text ?? '';
  const words = [
    entry.method === 'GET' ? `curl ${quoted(url)}` : `curl -X ${entry.method} ${quoted(url)}`,
    ...headers.map((header) => `-H ${headerWord(header)}`),
    ...(body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return words.join(' \\\n  ');
}
