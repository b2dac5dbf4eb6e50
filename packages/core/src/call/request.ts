import { InputError } from '../errors/input-error.ts';
import type { Stopper } from '../time/stopper.ts';
import { isStopper } from '../time/stopper.ts';
import type { Call } from './call.ts';
import { detailsOf } from './call.ts';

interface RequestParts {
  method?: string;
  headers?: HeadersInit;
  body?: string | null | undefined;
  signal?: AbortSignal | Stopper | null | undefined;
  /** For who spreads a request into a new one: taken if no `signal` is given. */
  stop?: CliqRequest['stop'];
  call?: Call | undefined;
}

/**
 * A request as a description that can be sent again, unlike a `Request`, whose body is used up by sending.
 * Doubles as the `Request` class of openapi-fetch, which only constructs and hands on.
 */
export class CliqRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  /** What ends it. For our own use: `signal` is the same as a real signal, which is made when it is asked for. */
  readonly stop: AbortSignal | Stopper | undefined;
  /** The call it belongs to, when the maker knows. */
  readonly call: Call | undefined;

  constructor(url: string, { method, headers, body, stop, signal = stop, call }: RequestParts) {
    this.url = url;
    this.method = method ?? 'GET';
    this.headers = headers instanceof Headers ? headers : new Headers(headers);
    this.body = body ?? undefined;
    this.stop = signal ?? undefined;
    this.call = call;
  }

  get signal(): AbortSignal | undefined {
    return this.stop && isStopper(this.stop) ? this.stop.signal : this.stop;
  }

  /** The same request with one header set. Throws InputError for one that cannot be sent. */
  withHeader(name: string, value: string): CliqRequest {
    const headers = new Headers(this.headers);
    try {
      headers.set(name, value);
    } catch {
      // The runtime's own error quotes the value.
      throw new InputError(
        'a header cannot be sent: its name or value has a line break, or characters that no header carries.',
        this.call ? detailsOf(this.call) : {},
      );
    }
    return this.#copy(this.url, headers, this.stop);
  }

  /** The same request to another URL. */
  withUrl(url: string): CliqRequest {
    return this.#copy(url, this.headers, this.stop);
  }

  /** The same request, ended by another signal. */
  withSignal(signal: AbortSignal | Stopper): CliqRequest {
    return this.#copy(this.url, this.headers, signal);
  }

  #copy(url: string, headers: Headers, stop: CliqRequest['stop']): CliqRequest {
    const { method, body, call } = this;
    return new CliqRequest(url, { method, headers, body, stop, signal: undefined, call });
  }
}

/** Describes a web-standard request; its body is read and so used up. */
export async function describeRequest(request: Request): Promise<CliqRequest> {
  const { url, method, headers, signal } = request;
  return new CliqRequest(url, {
    method,
    headers,
    signal,
    body: request.body === null ? undefined : await request.text(),
  });
}
