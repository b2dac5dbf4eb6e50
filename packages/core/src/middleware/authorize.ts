import type { Call } from '../call/call.ts';
import { detailsOf, nameOf, outcomeOf } from '../call/call.ts';
import { AuthError } from '../errors/auth-error.ts';
import { isCliqError } from '../errors/cliq-error.ts';
import { InputError } from '../errors/input-error.ts';
import type { Middleware } from './compose.ts';

/** A token, or a function that is asked for the current one before every attempt. It should cache. */
export type AccessTokenSource =
  | string
  | ((context: { signal: AbortSignal | undefined }) => string | Promise<string>);

export interface AuthorizeOptions {
  /** Zoho access token, `1000.….…`. Lives an hour: pass a function to hand out fresh ones. */
  accessToken: AccessTokenSource;
}

/** What a header can carry and a token consists of. Anything else would be quoted in full by fetch's own error. */
const tokenCharacters = /^[\x21-\x7e]+$/;

/**
 * Puts the access token on every attempt, as `Authorization: Zoho-oauthtoken …`.
 *
 * Throws InputError at once when there is no source. A call throws AuthError when the source throws or hands out something that is no token; nothing is sent then.
 */
export function authorize(options: AuthorizeOptions): Middleware {
  const accessToken = options?.accessToken;
  if (typeof accessToken !== 'string' && typeof accessToken !== 'function') {
    throw new InputError(
      'credentials.accessToken is needed: an access token, or a function that hands one out.',
    );
  }
  return async (request, call, next) => {
    const token =
      typeof accessToken === 'string' ? accessToken : await ask(accessToken, request.signal, call);
    if (typeof token !== 'string' || !tokenCharacters.test(token)) {
      throw new AuthError(
        `${nameOf(call)}: the access token is not one (empty, or with spaces, line breaks or other characters a token never has). Check where credentials.accessToken comes from.`,
        { ...detailsOf(call), outcome: outcomeOf(call) },
      );
    }
    return next(request.withHeader('Authorization', `Zoho-oauthtoken ${token}`));
  };
}

async function ask(
  source: Exclude<AccessTokenSource, string>,
  signal: AbortSignal | undefined,
  call: Call,
): Promise<string> {
  try {
    return await source({ signal });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (isCliqError(error)) throw error;
    throw new AuthError(
      `${nameOf(call)}: credentials.accessToken failed to hand out a token. See error.cause.`,
      {
        ...detailsOf(call),
        outcome: outcomeOf(call),
        cause: error,
      },
    );
  }
}
