import type { OperationDescriptor } from '@cliqkit/types';
import { createCall } from '../call/call.ts';
import { registerCall } from '../call/call-registry.ts';
import { InputError } from '../errors/input-error.ts';
import { checkBody } from '../input/body.ts';
import { fillPath } from '../input/ids.ts';
import { ownDescriptors } from '../input/own.ts';
import { serializeQuery } from '../input/query.ts';
import type { Operations } from '../input/variants.ts';
import { selectOperation } from '../input/variants.ts';

/** What openapi-fetch hands to a middleware before sending; its own type is kept out of this package's. */
export interface OutgoingRequest<R = Request> {
  request: R;
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
    async onRequest(outgoing) {
      const { request } = outgoing;
      const { operation, url } = dispatch(operations, outgoing, await request.clone().text());
      const dispatched = request.url === url ? request : new Request(url, request);
      registerCall(dispatched, createCall(operation));
      return dispatched;
    },
  };
}

/**
 * The operation and the real URL of a call on a template. `text` is its body; `expected` is the operation when the
 * caller has already said which one it means.
 */
export function dispatch(
  operations: Operations,
  { request, schemaPath, params, options }: OutgoingRequest<{ method: string }>,
  text: string | undefined,
  expected?: OperationDescriptor,
): { operation: OperationDescriptor | undefined; url: string } {
  const [path = '', fixedQuery] = schemaPath.split('?', 2);
  const fixed = fixedQuery === undefined ? undefined : Object.fromEntries(new URLSearchParams(fixedQuery));
  const query = { ...params.query, ...fixed };
  const body = parse(text);
  const operation = selectOperation(operations, request.method, schemaPath, { query, body }, expected);
  if (operation) checkBody(operation, body);
  const search = serializeQuery(query, operation);
  const filled = fillPath(path, params.path ?? {}, operation?.id);
  return { operation, url: `${options.baseUrl}${filled}${search ? `?${search}` : ''}` };
}

function parse(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError('the body is not JSON.');
  }
}
