import type { OperationDescriptor } from '@cliqkit/types';
import { createCall } from '../call/call.ts';
import { registerCall } from '../call/call-registry.ts';
import { CliqRequest } from '../call/request.ts';
import { InputError } from '../errors/input-error.ts';
import { checkBody } from '../input/body.ts';
import { fillPath } from '../input/ids.ts';
import { ownDescriptors } from '../input/own.ts';
import { serializeQuery } from '../input/query.ts';
import type { Operations } from '../input/variants.ts';
import { selectOperation } from '../input/variants.ts';

/** What openapi-fetch hands to a middleware before sending; its own type is kept out of this package's. */
export interface OutgoingRequest {
  request: Request;
  schemaPath: string;
  params: { path?: Record<string, unknown>; query?: Record<string, unknown> };
  options: { baseUrl: string };
}

/** A middleware of openapi-fetch, for `client.use()`. */
export interface AliasDispatch {
  onRequest(outgoing: OutgoingRequest): Promise<Request>;
}

/**
 * Middleware for openapi-fetch: turns a call on any template, real or alias, into the real URL and its operation, and
 * tells the rest (`compose`) which operation it is. Refuses ids that would change the path, and bodies that do not
 * belong to exactly one operation, before anything is sent.
 *
 * @param given The operations to know, such as `operations` of `@cliqkit/types/folders`.
 * @example
 * client.use(aliasDispatch(operations));
 * await client.PUT('/pin-categories/{CATEGORY_ID3}', { params: { path: { CATEGORY_ID3: id } }, body: { chat_ids, last_sync_time } });
 */
export function aliasDispatch(given: Operations): AliasDispatch {
  const operations = ownDescriptors(given);
  return {
    async onRequest({ request, schemaPath, params, options }) {
      const ours = request instanceof CliqRequest ? (request as CliqRequest) : undefined;
      const [path = '', fixedQuery] = schemaPath.split('?', 2);
      const query = { ...params.query, ...Object.fromEntries(new URLSearchParams(fixedQuery)) };
      const body = parse(ours ? ours.body : await request.clone().text());
      const expected: OperationDescriptor | undefined = ours?.call?.operation;
      const operation = selectOperation(operations, request.method, schemaPath, { query, body }, expected);
      if (operation) checkBody(operation, body);
      const search = serializeQuery(query, operation);
      const url = `${options.baseUrl}${fillPath(path, params.path ?? {}, operation?.id)}${search ? `?${search}` : ''}`;
      if (ours) return ours.withUrl(url) as unknown as Request; // openapi-fetch was told that CliqRequest is its Request.
      const dispatched = request.url === url ? request : new Request(url, request);
      registerCall(dispatched, createCall(operation));
      return dispatched;
    },
  };
}

function parse(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError('the body is not JSON.');
  }
}
