import type { CallOptions, ClientOptions, OperationId } from 'cliqkit';
import { createClient, operations } from 'cliqkit';
import type { AnyInput } from '../../faults/support/every-operation.ts';
import { everyOperation, leastInput, leastReply } from '../../faults/support/every-operation.ts';

type AnyCall = (id: string, input: AnyInput, options?: CallOptions) => Promise<unknown>;
/** Makes a call with the least that its operation takes: the first operation for 0, the second for 1, around and around. */
export type CallInTurn = (number: number, options?: CallOptions) => Promise<unknown>;

const header = 'x-cliqkit-test-operation';

/** Makes all 32 operations callable in turn. Their requests say which operation they are, for `replyTo`. */
export function callsInTurn(options: Partial<ClientOptions>): CallInTurn {
  const client = createClient({
    dataCenter: { api: 'https://cliq.test/api/v3', accounts: 'https://accounts.test' },
    credentials: { accessToken: 'token' },
    middleware: [(request, call, next) => next(request.withHeader(header, call.operation?.id ?? ''))],
    ...options,
  });
  const call = client.module(operations) as unknown as AnyCall;
  const inputs = everyOperation.map((operation) => ({ id: operation.id, input: leastInput(operation) }));
  return async (number, callOptions) => {
    const { id, input } = inputs[number % inputs.length] ?? { id: '', input: {} };
    return call(id, input, callOptions);
  };
}

/** The least that keeps the promise of the operation that a request says it is. */
export function replyTo(headers: HeadersInit | undefined): Response {
  return leastReply(operations[new Headers(headers).get(header) as OperationId]);
}
