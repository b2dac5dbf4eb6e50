import type { Call } from '../call/call.ts';
import { detailsOf, nameOf } from '../call/call.ts';
import { adviceOn } from '../errors/advice.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import { ResponseError } from '../errors/response-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { accept } from '../reply/accept.ts';
import { BodyTooLarge, readBody } from '../reply/read-body.ts';
import type { Clock } from '../time/clock.ts';
import { systemClock } from '../time/clock.ts';
import { limited } from '../time/limited.ts';
import type { Stopper } from '../time/stopper.ts';
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
export function receive(options: ReceiveOptions = {}): Middleware {
  return takeIn(options, true);
}

/** As `receive`; the body of what it answers with need not be `readable`. */
export function takeIn(
  { attemptTimeout = 30_000, maxResponseBytes = 10 * 1024 * 1024, clock = systemClock }: ReceiveOptions,
  readable: boolean,
): Middleware {
  return (request, call, next) => {
    const late = (): TimeoutError => timeout(call, attemptTimeout);
    const limits = { signal: request.stop, ms: attemptTimeout, clock, late, enter: undefined };
    return limited(limits, async (stopper) => {
      const wasAmbiguous = call.ambiguous;
      const response = await next(request.withSignal(stopper));
      requireUnread(call, response);
      refuseRedirect(call, response, request.url);
      // A refusal comes before execution, however its body ends.
      if (response.status >= 400 && response.status < 500) call.ambiguous = wasAmbiguous;
      const text = await bodyOf(call, response, maxResponseBytes, stopper);
      if (stopper.aborted) throw stopper.reason; // Too late: the attempt has been given up.
      return accept(call, { response, text }, { now: clock.wall(), wasAmbiguous }, readable);
    });
  };
}

function timeout(call: Call, timeoutMs: number): TimeoutError {
  return new TimeoutError(
    `${nameOf(call)}: no complete reply within ${timeoutMs} ms. ${adviceOn(call, 'Nothing was changed; try again.')}`,
    { ...detailsOf(call), timeoutMs },
  );
}

/** A fetch of the caller's own can answer with anything. */
function requireUnread(call: Call, response: Partial<Response> | undefined): void {
  if (response?.type === 'opaqueredirect') return; // Has no status; a browser hides it.
  const status = Number(response?.status ?? 0);
  if (status > 0 && response?.headers && !response.bodyUsed && !response.body?.locked) return;
  const what = status > 0 ? 'a response whose body was already read' : 'something that is no Response';
  throw new ResponseError(
    `${nameOf(call)}: the fetch that was passed answered with ${what}. ${adviceOn(call, 'Mend it.')}`,
    { ...detailsOf(call), status },
  );
}

function refuseRedirect(call: Call, response: Response, url: string): void {
  const { status } = response;
  if ((status < 300 || status > 399) && response.type !== 'opaqueredirect') return;
  void response.body?.cancel().catch(() => undefined); // Nobody reads it; release the connection.
  const location = response.headers.get('location');
  const target =
    location !== null && URL.canParse(location, url) ? ` to ${new URL(location, url).origin}` : '';
  throw new ResponseError(
    `${nameOf(call)}: the service answered with a redirect${target}; it was not followed. Check the data centre and the proxy.`,
    { ...detailsOf(call), status },
  );
}

async function bodyOf(
  call: Call,
  response: Response,
  maximumBytes: number,
  stopper: Stopper,
): Promise<string> {
  try {
    return await readBody(response, maximumBytes);
  } catch (error) {
    if (stopper.aborted) throw stopper.reason;
    const { status } = response;
    if (status >= 400) return ''; // What it is, its status says.
    const details = detailsOf(call);
    if (error instanceof BodyTooLarge) {
      throw new ResponseError(
        `${nameOf(call)}: the reply (${status}) is larger than ${maximumBytes} bytes; the rest was not read. Raise maxResponseBytes if that is right.`,
        { ...details, status },
      );
    }
    const code = codeOf(error);
    throw new ConnectionError(
      `${nameOf(call)}: the connection broke within the reply (${status}${code ? `, ${code}` : ''}). ${adviceOn(call, 'Nothing was changed; try again.')}`,
      { ...details, phase: 'body', code },
    );
  }
}
