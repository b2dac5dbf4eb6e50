import type { Call } from '../call/call.ts';
import { detailsOf, nameOf } from '../call/call.ts';
import type { CliqRequest } from '../call/request.ts';
import { adviceOn } from '../errors/advice.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import { ownOf } from '../input/own.ts';
import { refuseInput } from '../input/refuse-input.ts';

/** Error codes of Node, Bun, Deno and workerd that come before the first byte of the request is sent. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|PROXY_REFUSED)/;
/** Those of a server, or of a proxy, that does not prove who it is. Asking again gives the same. */
const untrusted =
  /^(CERT_|ERR_TLS_|ERR_SSL|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_|UND_ERR_PRX_TLS)/;
/** Those that come after sending, and come again: the head of the reply is too large. */
const futile = /^UND_ERR_HEADERS_OVERFLOW$/;
/** How undici says that a proxy did not let the connection through. It has no code of its own. */
const proxyRefusal = /^Proxy response \(\d+\) !== 200/;

/** Headers that frame a request: they are the runtime's own, and two that disagree are how requests are smuggled. */
const framing = [
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

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
  const framed = framing.find((name) => headers.has(name));
  if (framed) {
    const what = `the header ${framed} cannot be set: it is written for what is sent. Take it out of the middleware.`;
    throw refuseInput(call.operation?.id, what);
  }
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
    const refusedByProxy = causesOf(error).some(({ message }) => proxyRefusal.test(String(message)));
    const code = refusedByProxy ? 'PROXY_REFUSED' : codeOf(error);
    const sent = code === undefined || !(beforeSending.test(code) || untrusted.test(code));
    if (!sent) call.ambiguous = wasAmbiguous; // An earlier attempt can still have had an effect.
    throw connectionError(call, url, code, sent);
  }
}

function connectionError(call: Call, url: string, code: string | undefined, sent: boolean): ConnectionError {
  const why = code === undefined ? '' : ` (${code})`;
  const { host } = new URL(url);
  const details = { ...detailsOf(call), code };
  if (sent) {
    const advice = adviceOn(call, 'Nothing was changed; try again.');
    return new ConnectionError(
      `${nameOf(call)}: the connection to ${host} broke before a reply came${why}. ${advice}`,
      { ...details, phase: 'send', ...(code !== undefined && futile.test(code) && { retryable: false }) },
    );
  }
  const trusted = code === undefined || !untrusted.test(code);
  const advice = trusted ? 'try again.' : 'check the host and the certificates that this machine trusts.';
  return new ConnectionError(
    `${nameOf(call)}: no connection to ${host}${why}. ${adviceOn(call, `Nothing was changed; ${advice}`)}`,
    { ...details, phase: 'connect', ...(!trusted && { retryable: false }) },
  );
}

/** Causes looked through for a code; fetch nests two. Bounded, for an error can be its own cause. */
const deepestCause = 5;

function causesOf(error: unknown): { code?: unknown; message?: unknown }[] {
  const found: object[] = [];
  let node = error;
  while (typeof node === 'object' && node !== null && found.length < deepestCause) {
    found.push(node);
    node = (node as { cause?: unknown }).cause;
  }
  return found;
}

/** The system's code of a network failure. Its text is not kept: it can quote headers. */
export function codeOf(error: unknown): string | undefined {
  for (const { code } of causesOf(error))
    if (typeof code === 'string' && /^\w{1,64}$/.test(code)) return code;
  return undefined;
}

/** Whether a broken connection may hold the next time: not if the other side does not prove who it is, nor if its reply never fits. */
export function mayMend(code: string | undefined): boolean {
  return code === undefined || !(untrusted.test(code) || futile.test(code));
}
