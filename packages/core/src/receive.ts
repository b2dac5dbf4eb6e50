import type { Call } from './call.ts';
import { detailsOf, nameOf, outcomeOf } from './call.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import type { Middleware } from './compose.ts';
import { readErrorReply, shorten } from './error-reply.ts';
import { ConnectionError } from './errors/connection-error.ts';
import { ResponseError } from './errors/response-error.ts';
import { TimeoutError } from './errors/timeout-error.ts';
import { parseExactJson } from './exact-json.ts';
import { BodyTooLarge, readBody } from './read-body.ts';
import type { BeforeReply } from './refusal.ts';
import { refusal } from './refusal.ts';
import { codeOf } from './transport.ts';

export interface ReceiveOptions {
  /**
   * Milliseconds for one attempt, from sending to the last byte of the reply.
   * @default 30000
   */
  attemptTimeout?: number | undefined;
  /**
   * Most bytes of a reply, after decompression.
   * @default 10485760 (10 MiB)
   */
  maxResponseBytes?: number | undefined;
  clock?: Clock | undefined;
}

const parsedBodies = new WeakMap<Response, unknown>();

/** The JSON that `receive` read from a reply; undefined for an empty one. */
export function parsedBody(response: Response): unknown {
  return parsedBodies.get(response);
}

/**
 * Takes in one reply: in time, whole, not too large, and what the spec says. Everything else becomes one typed error:
 * refusals in any dialect (ApiError and its kin), redirects and replies that are not what was promised
 * (ResponseError), a broken body (ConnectionError), and the attempt's own TimeoutError.
 */
export function receive({
  attemptTimeout = 30_000,
  maxResponseBytes = 10 * 1024 * 1024,
  clock = systemClock,
}: ReceiveOptions = {}): Middleware {
  return async (request, call, next) => {
    const attempt = new AbortController();
    const wasAmbiguous = call.ambiguous;
    const outer = request.signal;
    const onAbort = (): void => attempt.abort(outer?.reason);
    if (outer?.aborted) throw outer.reason;
    outer?.addEventListener('abort', onAbort, { once: true });
    const cancelTimer = clock.timer(attemptTimeout, () => attempt.abort(timeout(call, attemptTimeout)));
    const takeIn = async (): Promise<Response> => {
      const response = await next(request.withSignal(attempt.signal));
      refuseRedirect(call, response, request.url);
      const text = await bodyOf(call, response, maxResponseBytes, attempt.signal);
      attempt.signal.throwIfAborted(); // Too late: the attempt has been given up.
      return accept(call, response, text, { now: clock.wall(), wasAmbiguous });
    };
    try {
      return await Promise.race([takeIn(), endOf(attempt.signal)]);
    } finally {
      cancelTimer();
      outer?.removeEventListener('abort', onAbort);
    }
  };
}

/** Rejects when the signal aborts: a fetch or a body that does not heed it cannot hold up the call. */
function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function timeout(call: Call, timeoutMs: number): TimeoutError {
  const outcome = outcomeOf(call);
  const advice =
    outcome === 'unknown'
      ? 'The service may have done it: look before you repeat it.'
      : 'Nothing was changed; try again.';
  return new TimeoutError(`${nameOf(call)}: no complete reply within ${timeoutMs} ms. ${advice}`, {
    ...detailsOf(call),
    outcome,
    timeoutMs,
  });
}

function refuseRedirect(call: Call, { status, type, headers, body }: Response, url: string): void {
  if (type !== 'opaqueredirect' && (status < 300 || status > 399)) return;
  void body?.cancel().catch(() => undefined); // Nobody reads it; release the connection.
  const location = headers.get('location');
  const target =
    location !== null && URL.canParse(location, url) ? ` to ${new URL(location, url).origin}` : '';
  throw new ResponseError(
    `${nameOf(call)}: the service answered with a redirect${target}; it was not followed. Check the data centre and the proxy.`,
    {
      ...detailsOf(call),
      outcome: outcomeOf(call),
      status,
    },
  );
}

async function bodyOf(
  call: Call,
  response: Response,
  maximumBytes: number,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await readBody(response, maximumBytes);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const { status } = response;
    const details = { ...detailsOf(call), outcome: outcomeOf(call) };
    if (error instanceof BodyTooLarge) {
      throw new ResponseError(
        `${nameOf(call)}: the reply (${status}) is larger than ${maximumBytes} bytes; the rest was not read. Raise maxResponseBytes if that is right.`,
        { ...details, status },
      );
    }
    const code = codeOf(error);
    throw new ConnectionError(
      `${nameOf(call)}: the connection broke within the reply (${status}${code ? `, ${code}` : ''}).`,
      { ...details, phase: 'body' },
    );
  }
}

function accept(call: Call, response: Response, text: string, before: BeforeReply): Response {
  const { status, headers } = response;
  const json = parse(text);
  if (status >= 400 || looksLikeError(call, json.value))
    throw refusal(call, response, readErrorReply(json.value), before);
  if (call.operation?.reply !== 'none') {
    if (json.broken) throw unexpected(call, status, 'is not JSON', text);
    if (call.operation?.reply === 'json') {
      if (text === '') throw unexpected(call, status, 'is empty', text);
      if (typeof json.value !== 'object' || json.value === null || Array.isArray(json.value))
        throw unexpected(call, status, 'is not an object', text);
    }
  }
  call.ambiguous = false;
  const promisesNone = call.operation?.reply === 'none';
  const bodiless = status === 204 || status === 205 || text === '' || promisesNone;
  const received = new Response(bodiless ? null : text, {
    status: bodiless && status !== 205 ? 204 : status, // openapi-fetch would read a body into any other.
    headers,
  });
  parsedBodies.set(received, promisesNone ? undefined : json.value);
  return received;
}

function parse(text: string): { value?: unknown; broken?: true } {
  if (text === '') return {};
  try {
    return { value: parseExactJson(text) };
  } catch {
    return { broken: true };
  }
}

/** A 200 whose JSON has a code and none of what the operation answers with. */
function looksLikeError(call: Call, value: unknown): boolean {
  const promised = call.operation?.replyKeys;
  if (promised === undefined || typeof value !== 'object' || value === null) return false;
  return readErrorReply(value).code !== undefined && !promised.some((key) => Object.hasOwn(value, key));
}

function unexpected(call: Call, status: number, what: string, text: string): ResponseError {
  const outcome = outcomeOf(call);
  const snippet = text === '' ? undefined : shorten(text);
  const advice =
    outcome === 'unknown'
      ? 'The service may have done it: look before you repeat it.'
      : 'Check the data centre and the proxy.';
  return new ResponseError(
    `${nameOf(call)}: the reply (${status}) ${what}${snippet ? `: ${snippet}` : ''}. ${advice}`,
    { ...detailsOf(call), outcome, status, snippet },
  );
}
