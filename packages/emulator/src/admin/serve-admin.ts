import { timingSafeEqual } from 'node:crypto';
import type { RequestHead } from '../delivery/request-head.ts';
import type { Inside, InsideRoute } from '../http/inside.ts';
import { sendReply } from '../http/send-reply.ts';
import { holdsRealToken, maskRealTokens } from '../journal/mask.ts';
import { isTooDeep, maxJsonDepth } from '../pipeline/json-depth.ts';
import { doorRefusal } from '../replies/door-refusal.ts';
import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';
import { emptyReply } from '../replies/reply.ts';
import type { AdminContext } from './admin-context.ts';
import type { AdminEndpoint } from './admin-document.ts';
import { adminEndpoints } from './admin-document.ts';
import type { AdminOperation } from './admin-operation.ts';
import { AdminRefusal } from './admin-refusal.ts';
import { benchOperations } from './bench-operations.ts';
import { emulatorOperations } from './emulator-operations.ts';
import { streamEvents } from './event-stream.ts';
import { recordOperations } from './record-operations.ts';
import { stateOperations } from './state-operations.ts';
import { tokenOperations } from './token-operations.ts';

const prefix = '/_emulator';
const maxBodyBytes = 1_048_576;
/** A whole workspace comes in one body. */
const maxDocumentBytes: number = 32 * maxBodyBytes;
const documents: ReadonlySet<string> = new Set(['putSeed', 'putSnapshot']);

/** What the server of the admin API needs. */
export interface AdminOptions extends AdminContext {
  /** What callers have to present. */
  readonly token: string;
}

interface Found {
  readonly endpoint: AdminEndpoint;
  readonly path: Readonly<Record<string, string>>;
}

/** The parameters in a path that matches; nothing for one that does not. */
function match({ segments }: AdminEndpoint, parts: readonly string[]): Found['path'] | undefined {
  if (segments.length !== parts.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? '';
    if (segment.startsWith('{')) found[segment.slice(1, -1)] = part;
    else if (segment !== part) return undefined;
  }
  return found;
}

function partsOf(pathname: string): readonly string[] | undefined {
  try {
    return pathname
      .slice(prefix.length + 1)
      .split('/')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function find(method: string, pathname: string): Found | 'wrong method' | undefined {
  const parts = partsOf(pathname) ?? [];
  const here = adminEndpoints.flatMap((endpoint): Found[] => {
    const path = match(endpoint, parts);
    return path === undefined ? [] : [{ endpoint, path }];
  });
  if (here.length === 0) return undefined;
  return here.find(({ endpoint }) => endpoint.method === method) ?? 'wrong method';
}

/** In a time that says nothing about how much of it is right. */
function isToken(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function readJson(body: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (isTooDeep(text)) throw new AdminRefusal(400, `The body nests deeper than ${maxJsonDepth} levels.`);
    return JSON.parse(text);
  } catch (error) {
    throw error instanceof AdminRefusal ? error : new AdminRefusal(400, 'The body is not JSON.');
  }
}

/** Somebody may have written a token of the real service into a message, or into a title. */
function masked(reply: Reply): Reply {
  const { body } = reply;
  return body !== undefined && holdsRealToken(body) ? { ...reply, body: maskRealTokens(body) } : reply;
}

/** Serves the admin API to whoever has the token. */
export function serveAdmin(options: AdminOptions): Inside {
  const all = [emulatorOperations, stateOperations, benchOperations, recordOperations, tokenOperations];
  const operations = new Map(
    all
      .flatMap((make) => make(options))
      .map((operation): [string, AdminOperation] => [operation.id, operation]),
  );

  function carryOut({ endpoint, path }: Found, query: URLSearchParams, body: Uint8Array): Reply {
    const operation = operations.get(endpoint.id);
    if (operation === undefined) return doorRefusal(501, `does not serve ${endpoint.id}.`);
    try {
      const asked = Object.fromEntries(query);
      if (Object.keys(asked).length < query.size) throw new AdminRefusal(400, 'A parameter is there twice.');
      const parameters = { ...asked, ...path };
      const given = endpoint.bodySchema === undefined ? undefined : readJson(body);
      const result = operation.carryOut(parameters, given);
      if (result === undefined) return emptyReply(204);
      return masked(jsonReply(endpoint.created ? 201 : 200, result, { 'cache-control': 'no-store' }));
    } catch (error) {
      if (error instanceof AdminRefusal) return doorRefusal(error.status, error.message);
      throw error;
    }
  }

  function refusal(reply: Reply): InsideRoute {
    return { maxBodyBytes, answer: (_, outgoing) => sendReply(reply, outgoing) };
  }

  return ({ method, url, headers }: RequestHead) => {
    const found = find(method, url.pathname);
    const open = typeof found === 'object' && found.endpoint.open;
    if (!open && !isToken(headers.get('x-emulator-token') ?? '', options.token)) {
      return refusal(doorRefusal(401, 'the header x-emulator-token needs the token printed at the start.'));
    }
    if (found === undefined)
      return refusal(doorRefusal(404, `its admin API has no ${url.pathname.slice(0, 100)}.`));
    if (found === 'wrong method')
      return refusal(doorRefusal(405, 'this path of the admin API has another method.'));
    if (found.endpoint.id === 'followEvents') {
      return { maxBodyBytes, answer: (_, outgoing) => streamEvents(options.world, outgoing) };
    }
    return {
      maxBodyBytes: documents.has(found.endpoint.id) ? maxDocumentBytes : maxBodyBytes,
      answer: (body, outgoing) => sendReply(carryOut(found, url.searchParams, body), outgoing),
    };
  };
}
