import type { DataCenter } from '@cliqkit/types';
import type { RequestHead } from '../delivery/request-head.ts';
import type { Quirks } from '../quirks.ts';

/** A request to the accounts server, read. */
export interface AccountsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: RequestHead['headers'];
  /** Of the form in the body and of the query, the body first. */
  readonly parameters: URLSearchParams;
  /** Of the form in the body alone. */
  readonly form: URLSearchParams;
  /** Of the query alone. */
  readonly query: URLSearchParams;
  /** Names that come more than once in the body, or in the query. */
  readonly repeated: ReadonlySet<string>;
  /** Of this server, as the sender has written it. */
  readonly origin: string;
  /** The data centre whose host was asked, if it is one that this emulator does not play. */
  readonly foreign: DataCenter | undefined;
}

function repeatedIn(parameters: URLSearchParams): string[] {
  const names = [...parameters.keys()];
  return names.filter((name, index) => names.indexOf(name) < index);
}

/** Parameters from the form in the body, and from the query, which the service accepts too; the body wins. */
function merged(query: URLSearchParams, form: URLSearchParams): URLSearchParams {
  const parameters = new URLSearchParams(query);
  for (const [name, value] of form) parameters.set(name, value);
  return parameters;
}

/** Reads a request to the accounts server. Bytes that are no UTF-8 become replacement characters. */
export function readAccountsRequest(
  head: RequestHead,
  body: Uint8Array,
  foreign: DataCenter | undefined,
): AccountsRequest {
  const query = head.url.searchParams;
  const form = new URLSearchParams(new TextDecoder().decode(body));
  return {
    method: head.method,
    path: head.url.pathname,
    headers: head.headers,
    parameters: merged(query, form),
    form,
    query,
    repeated: new Set([...repeatedIn(query), ...repeatedIn(form)]),
    origin: head.url.origin,
    foreign,
  };
}

/**
 * The parameters that a token request may bring where its profile allows them: the standard wants secrets out of URLs (RFC
 * 6749, 2.3.1).
 */
export function tokenParameters(
  { parameters, form }: AccountsRequest,
  { oauthProfile }: Pick<Quirks, 'oauthProfile'>,
): URLSearchParams {
  return oauthProfile === 'rfc' ? form : parameters;
}
