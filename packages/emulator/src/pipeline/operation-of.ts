import type { OperationId } from '@cliqkit/types';
import { EarlyReply } from '../replies/early-reply.ts';
import type { Endpoint } from '../spec/endpoints.ts';
import { requireOperationId } from '../spec/operation-id.ts';
import { pickVariant } from './pick-variant.ts';
import { parseBody } from './read-body.ts';
import { readQuery } from './read-query.ts';

/** What is read, or something else where that is refused. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof EarlyReply) return otherwise;
    throw error;
  }
}

/** The operation that a request is meant for, as far as can be told; also of one that will be refused. */
export function operationOf(endpoint: Endpoint, parameters: URLSearchParams, bytes: Uint8Array): OperationId {
  const { variants } = endpoint;
  const [first] = variants;
  const variant =
    variants.length === 1
      ? first
      : attempt(() => {
          const query = attempt(() => readQuery(first.descriptor, endpoint, parameters), {});
          const body = attempt(() => parseBody(first.descriptor, bytes), undefined);
          return pickVariant(endpoint, query, body);
        }, first);
  return requireOperationId(variant.descriptor.id);
}
