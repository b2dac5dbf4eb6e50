import { InputError } from '../errors/input-error.ts';
import type { Call } from './call.ts';
import { detailsOf } from './call.ts';

interface RequestParts {
  method?: string;
  headers?: HeadersInit;
  body?: string | null | undefined;
  signal?: AbortSignal | null | undefined;
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
  readonly signal: AbortSignal | undefined;
  /** The call it belongs to, when the maker knows. */
  readonly call: Call | undefined;

  constructor(url: string, { method, headers, body, signal, call }: RequestParts) {
    this.url = url;
    this.method = method ?? 'GET';
    this.headers = headers instanceof Headers ? headers : new Headers(headers);
    this.body = body ?? undefined;
    this.signal = signal ?? undefined;
    this.call = call;
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
    return new CliqRequest(this.url, { ...this, headers });
  }

  /** The same request to another URL. */
  withUrl(url: string): CliqRequest {
    return new CliqRequest(url, this);
  }

  /** The same request, ended by another signal. */
  withSignal(signal: AbortSignal): CliqRequest {
    return new CliqRequest(this.url, { ...this, signal });
  }
}

/** Describes a web-standard request; its body is read and so used up. */
export async function describeRequest(request: Request | CliqRequest): Promise<CliqRequest> {
  if (request instanceof CliqRequest) return request;
  const { url, method, headers, signal } = request;
  return new CliqRequest(url, {
    method,
    headers,
    signal,
    body: request.body === null ? undefined : await request.text(),
  });
}
