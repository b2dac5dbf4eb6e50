import type { ErrorMeaning } from '@cliqkit/types';
import { errorMeanings } from '@cliqkit/types';
import type { Call } from '../call/call.ts';
import { detailsOf, nameOf } from '../call/call.ts';
import { adviceOn } from '../errors/advice.ts';
import type { ApiErrorDetails } from '../errors/api-error.ts';
import { ApiError } from '../errors/api-error.ts';
import { AuthError } from '../errors/auth-error.ts';
import type { CliqError } from '../errors/cliq-error.ts';
import { ConflictError } from '../errors/conflict-error.ts';
import { PermissionError } from '../errors/permission-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import type { ErrorReply } from './error-reply.ts';
import { shorten } from './error-reply.ts';
import { lastMoment, parseRetryAfter } from './retry-after.ts';

/** What a refusal asks for. A throttle is told by its status, or by a code under another one. */
function meaningOf(status: number, { code = '' }: ErrorReply): ErrorMeaning | undefined {
  if (status === 429) return 'throttled';
  const meaning = isMeaningful(code) ? errorMeanings[code] : undefined;
  return meaning === 'throttled' && status < 400 ? undefined : meaning;
}

function isMeaningful(code: string): code is keyof typeof errorMeanings {
  return Object.hasOwn(errorMeanings, code);
}

/** What is known when a reply comes in. */
export interface BeforeReply {
  /** Wall-clock time, for the end of a lock. */
  now: number;
  /** Whether an earlier attempt may have had an effect, which a refusal of this one does not undo. */
  wasAmbiguous: boolean;
}

/** The error for a reply that is not a success. */
export function refusal(
  call: Call,
  response: Response,
  reply: ErrorReply,
  { now, wasAmbiguous }: BeforeReply,
): CliqError {
  const { status, headers } = response;
  const meaning = meaningOf(status, reply);
  // A refusal comes before execution. A 5xx, or a success that reads like an error, may come after it.
  call.ambiguous = wasAmbiguous || (meaning !== 'throttled' && (status < 400 || status >= 500));
  const details: ApiErrorDetails = {
    ...detailsOf(call),
    status,
    code: reply.code === undefined ? undefined : shorten(reply.code),
    requestId: requestIdOf(headers),
    retryAfterMs: parseRetryAfter(headers, now),
  };
  const said = whatWasSaid(call, status, reply);
  if (meaning === 'throttled') return throttle(call, said, details, now);
  if (meaning === 'scope-missing') return missingScope(call, said, details);
  if (status === 401) {
    return new AuthError(
      `${said} The access token has expired, was revoked, or belongs to another data centre. Get a new one.`,
      details,
    );
  }
  if (status === 403) {
    return new PermissionError(
      `${said} The user's rights or a policy of the organisation forbid it.`,
      details,
    );
  }
  if (meaning === 'conflict') {
    const advice = wasAmbiguous
      ? 'An earlier attempt of this call may be what changed it: look before you repeat it.'
      : 'Read again, then repeat with the sync time of that read.';
    return new ConflictError(`${said} ${advice}`, details);
  }
  const failed = status >= 500;
  const retryable = failed && details.outcome === 'notApplied';
  const advice = adviceOn(call, failed ? 'Nothing was changed; try again later.' : undefined);
  return new ApiError(`${said}${failed ? ' The service failed.' : ''} ${advice}`, { ...details, retryable });
}

/** The id of the request, if it looks like one: it ends up in logs. */
function requestIdOf(headers: Headers): string | undefined {
  const id = headers.get('x-request-id') ?? '';
  return /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

function whatWasSaid(call: Call, status: number, { code, message }: ErrorReply): string {
  const why = message === undefined ? '' : ` (${shorten(message).replace(/\.$/, '')})`;
  return `${nameOf(call)}: the service answered ${status}${code === undefined ? '' : ` ${shorten(code)}`}${why}.`;
}

function throttle({ operation }: Call, said: string, details: ApiErrorDetails, now: number): RateLimitError {
  const retryAfterMs = Math.max(operation?.lockMs ?? 0, details.retryAfterMs ?? 0);
  const retryAt = new Date(Math.min(now + retryAfterMs, lastMoment));
  const limit = operation
    ? ` The limit is ${operation.limit} calls per user in ${operation.windowMs / 1000} s.`
    : '';
  return new RateLimitError(
    `${said}${limit} This URL is locked for this user: call again at ${retryAt.toISOString()}, not before.`,
    { ...details, retryAt, retryAfterMs },
  );
}

function missingScope({ operation }: Call, said: string, details: ApiErrorDetails): PermissionError {
  const missingScopes = operation?.scopes ?? [];
  const needed = missingScopes.length > 0 ? ` It needs ${missingScopes.join(', ')}.` : '';
  return new PermissionError(
    `${said}${needed} A refresh keeps the scopes of the first consent: sign in again and ask for it.`,
    { ...details, missingScopes },
  );
}
