import type { Call } from './call.ts';
import { detailsOf, nameOf, outcomeOf } from './call.ts';
import type { ErrorReply } from './error-reply.ts';
import { shorten } from './error-reply.ts';
import type { ApiErrorDetails } from './errors/api-error.ts';
import { ApiError } from './errors/api-error.ts';
import { AuthError } from './errors/auth-error.ts';
import type { CliqError } from './errors/cliq-error.ts';
import { ConflictError } from './errors/conflict-error.ts';
import { PermissionError } from './errors/permission-error.ts';
import { RateLimitError } from './errors/rate-limit-error.ts';
import { parseRetryAfter } from './retry-after.ts';

const throttleCodes = new Set(['request_limit_exceeded', 'rate_limit_exceeded']);

/** Whether a reply says that the rate limit was passed, in any of the service's three dialects. */
export function isThrottle(status: number, { code }: ErrorReply): boolean {
  return status === 429 || (status >= 400 && code !== undefined && throttleCodes.has(code));
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
  const { operation } = call;
  const throttled = isThrottle(status, reply);
  // A refusal comes before execution. A 5xx, or a success that reads like an error, may come after it.
  call.ambiguous = wasAmbiguous || (!throttled && (status < 400 || status >= 500));
  const details: ApiErrorDetails = {
    ...detailsOf(call),
    status,
    code: reply.code,
    requestId: headers.get('x-request-id') ?? undefined,
    outcome: outcomeOf(call),
  };
  const said = `${nameOf(call)}: the service answered ${status}${reply.code ? ` ${shorten(reply.code)}` : ''}${reply.message ? ` (${shorten(reply.message).replace(/\.$/, '')})` : ''}.`;

  if (throttled) {
    const retryAt = new Date(
      Math.max(now + (operation?.lockMs ?? 0), parseRetryAfter(headers.get('retry-after'), now) ?? 0),
    );
    return new RateLimitError(
      `${said} The limit is ${operation?.limit ?? 'a number of'} calls per user in ${(operation?.windowMs ?? 60_000) / 1000} s; this URL is locked for this user. Call again at ${retryAt.toISOString()}, not before.`,
      { ...details, retryAt },
    );
  }
  if (reply.code === 'oauthtoken_scope_invalid') {
    const missingScopes = operation?.scopes ?? [];
    return new PermissionError(
      `${said} The token lacks a scope: ${missingScopes.join(', ') || 'see the operation'}. A refresh keeps the scopes of the first consent, so sign in again and ask for it.`,
      { ...details, missingScopes },
    );
  }
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
  if (reply.code === 'client_not_synced') {
    return new ConflictError(
      `${said} Something changed since last_sync_time. Read again, then repeat with the new sync time.`,
      details,
    );
  }
  if (status >= 500) {
    const retryable = details.outcome === 'notApplied';
    const advice = retryable
      ? 'Nothing was changed; try again later.'
      : 'It may have been done: look before you repeat it.';
    return new ApiError(`${said} The service failed. ${advice}`, { ...details, retryable });
  }
  const advice =
    details.outcome === 'unknown'
      ? 'It may have been done: look before you repeat it.'
      : 'Nothing was changed.';
  return new ApiError(`${said} ${advice}`, details);
}
