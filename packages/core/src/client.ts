import type { DataCenter, OperationId } from '@cliqkit/types';
import type { CallOptions } from './call/call.ts';
import { createCall } from './call/call.ts';
import { openCalls } from './call/open-calls.ts';
import { CliqRequest } from './call/request.ts';
import { globalFetch } from './emulated-fetch.ts';
import { InputError } from './errors/input-error.ts';
import type { Hooks } from './hooks/hooks.ts';
import type { Logger } from './hooks/logger.ts';
import type { Hosts } from './hosts.ts';
import { resolveHosts } from './hosts.ts';
import { serializeBody } from './input/body.ts';
import { copyOf } from './input/copy.ts';
import { ownDescriptors, ownOf } from './input/own.ts';
import type { Operations } from './input/variants.ts';
import { dispatch } from './middleware/alias-dispatch.ts';
import type { Credentials } from './middleware/authorize.ts';
import { authorize } from './middleware/authorize.ts';
import type { Middleware } from './middleware/compose.ts';
import { compose } from './middleware/compose.ts';
import { endable } from './middleware/deadline.ts';
import type { PaceOptions } from './middleware/pace.ts';
import { pace } from './middleware/pace.ts';
import { takeIn } from './middleware/receive.ts';
import { report } from './middleware/report.ts';
import type { RetryOptions } from './middleware/retry.ts';
import { retry } from './middleware/retry.ts';
import type { OperationInput, OperationOutput } from './operation-types.ts';
import type { PathClient } from './path-client.ts';
import { createPathClient } from './path-client.ts';
import { isAccepted, parsedBody } from './reply/accept.ts';
import { notTheReply } from './reply/not-the-reply.ts';
import type { ApiCall } from './results/api-call.ts';
import { apiCall } from './results/api-call.ts';
import type { Clock } from './time/clock.ts';
import { systemClock } from './time/clock.ts';

export interface ClientOptions {
  /** Where the account lives: a data centre, or hosts of your own. A token is only good in its own data centre. */
  dataCenter: DataCenter | Hosts;
  credentials: Credentials;
  /**
   * Milliseconds for each call as a whole, waiting included; a call can say otherwise.
   * @default no limit: a call waits as long as the service's lock lasts
   */
  deadline?: number | undefined;
  /** How failed attempts are repeated; `false` for not at all. @default see `RetryOptions` */
  retry?: Pick<RetryOptions, 'maxAttempts' | 'classes'> | false | undefined;
  /** How the limits are kept; `false` for not at all, so that a 21st call in a minute locks the user out. @default see `PaceOptions` */
  pace?: Pick<PaceOptions, 'store' | 'user'> | false | undefined;
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
  /** Functions that are told of attempts, retries, waits and tokens. */
  hooks?: Hooks | undefined;
  /** Where to log the same, such as `console`. @default nowhere */
  logger?: Logger | undefined;
  /** Middleware of your own. Runs within the deadline, once for each call, around all its attempts. */
  middleware?: readonly Middleware[] | undefined;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined;
  /** @default the machine's clock */
  clock?: Clock | undefined;
  /** Dice for pauses, from 0 up to 1. @default Math.random */
  random?: (() => number) | undefined;
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
  /** The clock that everything goes by. */
  readonly clock: Clock;
  /** Makes the operations of a module callable, such as `operations` of `@cliqkit/types/pins`. */
  module<Ops extends Operations>(operations: Ops): ModuleClient<Ops>;
  /** Ends all calls with ClosedError, and refuses new ones. There is nothing else to release. */
  close(): void;
}

/**
 * Makes a client. Nothing is sent, and no timer is set, until the first call.
 *
 * Throws InputError for hosts that a token must not be sent to, without a data centre or credentials, and for
 * credentials of an emulator with Zoho's hosts, or real ones with an emulator's.
 */
export function createClient(given: ClientOptions): Client {
  const options = ownOf(given);
  const hosts = resolveHosts(options.dataCenter);
  const fetch = options.fetch ?? globalFetch;
  const calls = openCalls();
  const chain = compose(
    fetch,
    endable(options, calls),
    ...(options.middleware ?? []),
    ...(options.retry === false ? [] : [retry({ ...options, ...options.retry })]),
    ...(options.pace === false ? [] : [pace({ ...options, ...options.pace })]),
    authorize(options.credentials, { ...options, dataCenter: hosts, fetch }),
    report(options),
    takeIn(options, !!options.middleware?.length),
  );
  const send = async (request: CliqRequest): Promise<Response> => {
    const response = await chain(request);
    if (!isAccepted(response)) throw notTheReply(request);
    return response;
  };
  return {
    hosts,
    clock: options.clock ?? systemClock,
    close: calls.close,
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

const noOptions: CallOptions = { signal: undefined, deadline: undefined };

async function request<Id extends OperationId>(
  client: PathClient,
  operations: Operations,
  id: Id,
  input: OperationInput<Id>,
  options?: CallOptions,
): Promise<{ data: OperationOutput<Id>; response: Response }> {
  const operation = operations[id];
  if (operation === undefined) throw new InputError(`${id} is not an operation of this module.`);
  const { path, query = {}, body } = ownOf(input as { path?: object; query?: object; body?: unknown });
  const { signal, deadline: deadlineMs } = options ? ownOf(options) : noOptions;
  // Every option is given as an own property: one left out would be looked up on a polluted Object.prototype.
  const init = {
    params: { path, query: copyOf(query, id), header: undefined, cookie: undefined },
    body,
    bodySerializer: () => serializeBody(id, body),
    call: createCall(operation, { signal, deadline: deadlineMs }),
    signal,
    stop: undefined,
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
