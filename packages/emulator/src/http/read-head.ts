import type { IncomingMessage } from 'node:http';
import type { RequestHead } from '../delivery/request-head.ts';
import { doorRefusal } from '../replies/door-refusal.ts';
import type { Reply } from '../replies/reply.ts';

const maxHeaderBytes = 16_384;
const maxUrlLength = 8192;
/** The most that Node may read of a head, by its own count. */
export const maxHeadBytes: number = maxHeaderBytes + maxUrlLength;

const maxPort = 65_535;

/** What has arrived as the head of a request: that, or its refusal. */
export type Arrival = { readonly head: RequestHead } | { readonly refusal: Reply };

/** As they were sent, each with its colon, its blank and the end of its line. Node's own count leaves these out. */
function bytesOf(rawHeaders: readonly string[]): number {
  let bytes = 0;
  for (const part of rawHeaders) bytes += part.length + 2;
  return bytes;
}

function notUnderstood(): Reply {
  return doorRefusal(400, 'this request cannot be understood.');
}

/** The headers by name. One that is there twice counts as a list, as `fetch` sees it, so that none hides another. */
function headersOf(rawHeaders: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

/**
 * Whether a client calls this machine by one of its names. A page whose name an attacker has pointed to 127.0.0.1 reaches
 * the door, but cannot leave out its own name. The port does not matter: a container's is forwarded from another one, and
 * a name that is not this machine's does not become so by its port.
 */
function isServed(host: string, hosts: ReadonlySet<string>): boolean {
  const [, name = '', port = '0'] = /^([^:[\]]+|\[[^[\]]+\])(?::(\d{1,5}))?$/u.exec(host) ?? [];
  return hosts.has(name.toLowerCase()) && Number(port) <= maxPort;
}

/** What Node lets pass, but nobody here can read: another major version, a body that is compressed on the way. */
function isForeignTongue(
  { httpVersionMajor }: IncomingMessage,
  headers: ReadonlyMap<string, string>,
): boolean {
  const coding = headers.get('transfer-encoding');
  return httpVersionMajor !== 1 || (coding !== undefined && coding.toLowerCase() !== 'chunked');
}

/** Reads the head of a request, and refuses one that is not meant for this machine, or not understood. */
export function readHead(incoming: IncomingMessage, hosts: ReadonlySet<string>): Arrival {
  const { method = '', url: target = '', rawHeaders } = incoming;
  const headers = headersOf(rawHeaders);
  const host = headers.get('host') ?? '';
  if (!isServed(host, hosts) || headers.has('x-forwarded-host')) {
    return { refusal: doorRefusal(403, `the Host header must be one of ${[...hosts].join(', ')}.`) };
  }
  if (!target.startsWith('/')) {
    return { refusal: doorRefusal(403, 'the target of a request must be a path, without a host.') };
  }
  if (target.length > maxUrlLength) {
    return { refusal: doorRefusal(414, `a URL may have ${maxUrlLength} bytes.`) };
  }
  if (bytesOf(rawHeaders) > maxHeaderBytes) {
    return { refusal: doorRefusal(431, `the headers may have ${maxHeaderBytes} bytes.`) };
  }
  if (isForeignTongue(incoming, headers)) return { refusal: notUnderstood() };
  try {
    // Not `new URL(target, base)`: a path that starts with two slashes would name another host.
    return { head: { method, url: new URL(`http://${host}${target}`), headers } };
  } catch {
    return { refusal: notUnderstood() };
  }
}
