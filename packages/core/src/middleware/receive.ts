import type { Call } from '../call/call.ts';
import { detailsOf, nameOf, outcomeOf } from '../call/call.ts';
import { adviceOn } from '../errors/advice.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import { ResponseError } from '../errors/response-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { accept } from '../reply/accept.ts';
import { BodyTooLarge, readBody } from '../reply/read-body.ts';
import type { Clock } from '../time/clock.ts';
import { systemClock } from '../time/clock.ts';
import type { Middleware } from './compose.ts';
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
      requireUnread(call, response);
      refuseRedirect(call, response, request.url);
      // A refusal comes before execution, however its body ends.
      if (response.status >= 400 && response.status < 500) call.ambiguous = wasAmbiguous;
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
  return new TimeoutError(
    `${nameOf(call)}: no complete reply within ${timeoutMs} ms. ${adviceOn(outcome, 'Nothing was changed; try again.')}`,
    { ...detailsOf(call), outcome, timeoutMs },
  );
}

/** A fetch of the caller's own can answer with anything. */
function requireUnread(call: Call, response: Partial<Response> | undefined): void {
  const status = Number(response?.status ?? 0);
  if (response?.type === 'opaqueredirect') return; // Has no status; a browser hides it.
  if (status > 0 && response?.headers && !response.bodyUsed && !response.body?.locked) return;
  const what = status > 0 ? 'a response whose body was already read' : 'something that is no Response';
  throw new ResponseError(
    `${nameOf(call)}: the fetch that was passed answered with ${what}. ${adviceOn(outcomeOf(call), 'Mend it.')}`,
    { ...detailsOf(call), outcome: outcomeOf(call), status },
  );
}

function refuseRedirect(call: Call, { status, type, headers, body }: Response, url: string): void {
  if (type !== 'opaqueredirect' && (status < 300 || status > 399)) return;
  void body?.cancel().catch(() => undefined); // Nobody reads it; release the connection.
  const location = headers.get('location');
  const target =
    location !== null && URL.canParse(location, url) ? ` to ${new URL(location, url).origin}` : '';
  throw new ResponseError(
    `${nameOf(call)}: the service answered with a redirect${target}; it was not followed. Check the data centre and the proxy.`,
    { ...detailsOf(call), outcome: outcomeOf(call), status },
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
    if (status >= 400) return ''; // What it is, its status says.
    const details = { ...detailsOf(call), outcome: outcomeOf(call) };
    if (error instanceof BodyTooLarge) {
      throw new ResponseError(
        `${nameOf(call)}: the reply (${status}) is larger than ${maximumBytes} bytes; the rest was not read. Raise maxResponseBytes if that is right.`,
        { ...details, status },
      );
    }
    const code = codeOf(error);
    throw new ConnectionError(
      `${nameOf(call)}: the connection broke within the reply (${status}${code ? `, ${code}` : ''}). ${adviceOn(details.outcome, 'Nothing was changed; try again.')}`,
      { ...details, phase: 'body', code },
    );
  }
}
