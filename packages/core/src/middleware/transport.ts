import type { Call } from '../call/call.ts';
import { detailsOf, nameOf, outcomeOf } from '../call/call.ts';
import type { CliqRequest } from '../call/request.ts';
import { adviceOn } from '../errors/advice.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import { ownOf } from '../input/own.ts';

/** Error codes of Node, Bun, Deno and workerd that come before the first byte of the request is sent. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)/;
/** Those of a server that does not prove who it is. Asking again gives the same. */
const untrusted = /^(CERT_|ERR_TLS_|ERR_SSL|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_)/;

/** Whether the other side did not prove who it is. */
export function isUntrusted(code: string | undefined): boolean {
  return code !== undefined && untrusted.test(code);
}

/**
 * Hands one request to the network. Redirects are not followed: they would carry the body and the token elsewhere.
 * A failure becomes a ConnectionError that says whether the request can have had an effect.
 */
export async function send(
  fetch: typeof globalThis.fetch,
  request: CliqRequest,
  call: Call,
): Promise<Response> {
  const { url, method, headers, body, signal } = request;
  const wasAmbiguous = call.ambiguous;
  call.attempts += 1;
  call.ambiguous = true;
  try {
    const init: RequestInit = {
      method,
      headers,
      body: body ?? null,
      redirect: 'manual',
      signal: signal ?? null,
    };
    return await fetch(url, ownOf(init));
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const code = codeOf(error);
    const sent = code === undefined || !(beforeSending.test(code) || isUntrusted(code));
    if (!sent) call.ambiguous = wasAmbiguous; // An earlier attempt can still have had an effect.
    throw connectionError(call, url, code, sent);
  }
}

function connectionError(call: Call, url: string, code: string | undefined, sent: boolean): ConnectionError {
  const why = code === undefined ? '' : ` (${code})`;
  const { host } = new URL(url);
  const outcome = outcomeOf(call);
  const details = { ...detailsOf(call), outcome, code };
  if (sent) {
    const advice = adviceOn(outcome, 'Nothing was changed; try again.');
    return new ConnectionError(
      `${nameOf(call)}: the connection to ${host} broke before a reply came${why}. ${advice}`,
      { ...details, phase: 'send' },
    );
  }
  const trusted = !isUntrusted(code);
  const advice = trusted ? 'try again.' : 'check the host and the certificates that this machine trusts.';
  return new ConnectionError(
    `${nameOf(call)}: no connection to ${host}${why}. ${adviceOn(outcome, `Nothing was changed; ${advice}`)}`,
    { ...details, phase: 'connect', ...(!trusted && { retryable: false }) },
  );
}

/** Causes looked through for a code; fetch nests two. Bounded, for an error can be its own cause. */
const deepestCause = 5;

/** The system's code of a network failure. Its text is not kept: it can quote headers. */
export function codeOf(error: unknown): string | undefined {
  let node = error;
  for (let depth = 0; depth < deepestCause && typeof node === 'object' && node !== null; depth += 1) {
    const { code, cause } = node as { code?: unknown; cause?: unknown };
    if (typeof code === 'string' && /^\w{1,64}$/.test(code)) return code;
    node = cause;
  }
  return undefined;
}
