import createOpenApiClient from 'openapi-fetch';
import type { CliqRequest } from './call/request.ts';
import type { OutgoingRequest } from './middleware/alias-dispatch.ts';

/** What is used of openapi-fetch: a client whose requests are descriptions. */
export interface PathClient {
  use(middleware: { onRequest(outgoing: OutgoingRequest<CliqRequest>): CliqRequest }): void;
  request(method: string, template: string, init: object): Promise<{ response: Response }>;
}

interface PathClientOptions {
  baseUrl: string;
  fetch: (request: CliqRequest) => Promise<Response>;
  Request: typeof CliqRequest;
  headers: object;
  pathSerializer: (url: string) => string;
  querySerializer: () => string;
}

/**
 * openapi-fetch, imported here and nowhere else. The one cast: its types are keyed by path, ours by operation id, which
 * `ModuleClient` checks; and its `Request` may be any class that is constructed like one.
 */
export const createPathClient = createOpenApiClient as unknown as (options: PathClientOptions) => PathClient;
