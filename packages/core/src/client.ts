import type { DataCenter, OperationId } from '@cliqkit/types';
import type { CallOptions } from './call/call.ts';
import { createCall } from './call/call.ts';
import { CliqRequest } from './call/request.ts';
import type { Clock } from './clock.ts';
import { InputError } from './errors/input-error.ts';
import type { Hosts } from './hosts.ts';
import { resolveHosts } from './hosts.ts';
import { serializeBody } from './input/body.ts';
import { ownDescriptors, ownOf } from './input/own.ts';
import type { Operations } from './input/variants.ts';
import { dispatch } from './middleware/alias-dispatch.ts';
import type { AccessTokenSource } from './middleware/authorize.ts';
import { authorize } from './middleware/authorize.ts';
import type { Middleware } from './middleware/compose.ts';
import { compose } from './middleware/compose.ts';
import { deadline } from './middleware/deadline.ts';
import { receive } from './middleware/receive.ts';
import type { OperationInput, OperationOutput } from './operation-types.ts';
import type { PathClient } from './path-client.ts';
import { createPathClient } from './path-client.ts';
import { parsedBody } from './reply/accept.ts';
import type { ApiCall } from './results/api-call.ts';
import { apiCall } from './results/api-call.ts';

/** How the client signs in. */
export interface Credentials {
  /** An access token, or a function that hands out the current one. */
  accessToken: AccessTokenSource;
}

export interface ClientOptions {
  /** Where the account lives: a data centre, or hosts of your own. A token is only good in its own data centre. */
  dataCenter: DataCenter | Hosts;
  credentials: Credentials;
  /**
   * Milliseconds for each call as a whole; a call can say otherwise.
   * @default no limit
   */
  deadline?: number | undefined;
  /**
   * Milliseconds for each attempt of a call.
   * @default 30000
   */
  attemptTimeout?: number | undefined;
  /**
   * Most bytes of a reply.
   * @default 10485760 (10 MiB)
   */
  maxResponseBytes?: number | undefined;
  /** Middleware of your own. Runs within the deadline, before every attempt is authorized. */
  middleware?: readonly Middleware[] | undefined;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined;
  /** @default the machine's clock */
  clock?: Clock | undefined;
}

/** Calls an operation of one module by its id. */
export type ModuleClient<Ops extends Operations> = <Id extends keyof Ops & OperationId>(
  id: Id,
  input: OperationInput<Id>,
  options?: CallOptions,
) => ApiCall<OperationOutput<Id>>;

/** What the modules share: one way to the service, one account, one set of limits. */
export interface Client {
  /** Base URLs in use. */
  readonly hosts: Hosts;
  /** Makes the operations of a module callable, such as `operations` of `@cliqkit/types/pins`. */
  module<Ops extends Operations>(operations: Ops): ModuleClient<Ops>;
}

/**
 * Makes a client. Nothing is sent, and no timer is set, until the first call.
 *
 * Throws InputError for hosts that a token must not be sent to, and without a data centre or an access token.
 */
export function createClient(given: ClientOptions): Client {
  const options = ownOf(given);
  const hosts = resolveHosts(options.dataCenter);
  const send = compose(
    (input, init) => (options.fetch ?? globalThis.fetch)(input, init),
    deadline(options),
    ...(options.middleware ?? []),
    authorize(options.credentials),
    receive(options),
  );
  return {
    hosts,
    module: (given) => {
      const operations = ownDescriptors(given);
      const client = createPathClient({
        baseUrl: hosts.api,
        fetch: send,
        Request: CliqRequest,
        headers: {},
        pathSerializer: (url) => url, // dispatch writes the path.
        querySerializer: () => '', // And the query.
      });
      client.use({
        onRequest(outgoing) {
          const { body, call } = outgoing.request;
          return outgoing.request.withUrl(dispatch(operations, outgoing, body, call?.operation).url);
        },
      });
      return (id, input, callOptions) => apiCall(request(client, operations, id, input, callOptions));
    },
  };
}

async function request<Id extends OperationId>(
  client: PathClient,
  operations: Operations,
  id: Id,
  input: OperationInput<Id>,
  options?: CallOptions,
): Promise<{ data: OperationOutput<Id>; response: Response }> {
  const operation = operations[id];
  if (operation === undefined) throw new InputError(`${id} is not an operation of this module.`);
  const { path, query, body } = ownOf(input as { path?: object; query?: object; body?: unknown });
  const { signal, deadline: deadlineMs } = ownOf<CallOptions>(options);
  // Every option is given as an own property: one left out would be looked up on a polluted Object.prototype.
  const init = {
    params: { path, query: query ?? {}, header: undefined, cookie: undefined },
    body,
    bodySerializer: () => serializeBody(id, body),
    call: createCall(operation, { signal, deadline: deadlineMs }),
    signal,
    baseUrl: undefined,
    fetch: undefined,
    Request: undefined,
    headers: undefined,
    middleware: undefined,
    pathSerializer: undefined,
    querySerializer: undefined,
    parseAs: 'stream',
  };
  try {
    const { response } = await client.request(operation.method, operation.template, init);
    return { data: parsedBody(response) as OperationOutput<Id>, response };
  } catch (error) {
    // openapi-fetch takes a falsy reason for no failure, and trips over the response that is not there.
    if (signal?.aborted && !signal.reason) throw signal.reason;
    throw error;
  }
}
