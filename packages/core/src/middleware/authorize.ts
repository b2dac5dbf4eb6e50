import type { DataCenter } from '@cliqkit/types';
import type { Call } from '../call/call.ts';
import { detailsOf, nameOf, outcomeOf } from '../call/call.ts';
import type { CliqRequest } from '../call/request.ts';
import { globalFetch, isEmulated } from '../emulated-fetch.ts';
import type { AuthErrorDetails } from '../errors/auth-error.ts';
import { AuthError } from '../errors/auth-error.ts';
import { isCliqError } from '../errors/cliq-error.ts';
import { InputError } from '../errors/input-error.ts';
import { isKind } from '../errors/is-kind.ts';
import type { Observers } from '../hooks/observer.ts';
import { observe } from '../hooks/observer.ts';
import type { Hosts } from '../hosts.ts';
import { resolveHosts } from '../hosts.ts';
import { ownOf } from '../input/own.ts';
import { abortable } from '../time/abortable.ts';
import type { Clock } from '../time/clock.ts';
import { systemClock } from '../time/clock.ts';
import { isPromise } from '../time/is-promise.ts';
import { misplaced } from '../tokens/misplaced.ts';
import { isTokenProblem } from '../tokens/token-problem.ts';
import { isToken } from '../tokens/token-reply.ts';
import type { AccessTokenSource, Grant } from '../tokens/token-source.ts';
import type { Middleware } from './compose.ts';

/** How the client signs in: with tokens of your own, or with a grant that gets them from the accounts server. */
export type Credentials =
  | {
      /** An access token (it lives an hour), or a function that hands out the current one. */
      accessToken: AccessTokenSource;
    }
  | Grant;

export interface AuthorizeOptions extends Observers {
  /** Whose accounts server a grant asks. For tokens of your own it is only needed to say that there is a `proxy`. */
  dataCenter?: DataCenter | Hosts | undefined;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined;
  clock?: Clock | undefined;
  /** Dice for the pause before a token request is repeated. @default Math.random */
  random?: (() => number) | undefined;
}

/**
 * Puts the access token on every attempt, as `Authorization: Zoho-oauthtoken …`. After a 401 the token is replaced, once
 * for all who had it, and `retry` sends the call again.
 *
 * Throws InputError at once without credentials. A call throws AuthError when there is no token to be had, or the token is of
 * an emulator and would go to Zoho, or looks real and would go to an emulator; nothing is sent then.
 * @example
 * compose(fetch, retry(), authorize(refreshToken({ clientId, clientSecret, refreshToken: token }), { dataCenter: 'eu' }), receive())
 */
export function authorize(credentials: Credentials, options: AuthorizeOptions = {}): Middleware {
  const { dataCenter, fetch } = ownOf(options);
  const hosts = dataCenter && resolveHosts(dataCenter);
  const source = sourceOf(credentials, hosts, options);
  if (typeof source === 'string' && hosts && fetch) {
    const problem = misplaced([source], hosts.api, isEmulated(fetch), hosts.proxy);
    if (problem) throw new InputError(problem);
  }
  const lastRefused = new WeakMap<Call, string>();
  let unreplaced: string | undefined;
  const base = hosts && `${hosts.api}/`;
  /** Where a token went last. It need not be looked at again for every call. */
  let wellPlaced: string | undefined;
  return async (request, call, next) => {
    const refused = lastRefused.get(call);
    const token =
      typeof source === 'string' ? source : await ask(source, request, call, refused ?? unreplaced);
    if (!isToken(token)) throw unusable(call, noToken);
    if (token === refused) throw unusable(call, sameToken, { status: 401 });
    const where = base && request.url.startsWith(base) ? base : request.url;
    const pair = `${call.emulated} ${where} ${token}`;
    const problem = pair === wellPlaced ? undefined : misplaced([token], where, call.emulated, hosts?.proxy);
    if (problem) throw unusable(call, problem);
    wellPlaced = pair;
    if (token !== unreplaced) unreplaced = undefined;
    call.beforeLeaving();
    try {
      return await next(request.withHeader('Authorization', `Zoho-oauthtoken ${token}`));
    } catch (error) {
      if (isKind(error, 'AuthError')) {
        // A call that is not repeated leaves it to the next one to have the token replaced, but only once in a row.
        if (refused === undefined) unreplaced = token;
        lastRefused.set(call, token);
        call.renewable = typeof source !== 'string';
      }
      throw error;
    }
  };
}

function sourceOf(
  credentials: Credentials,
  hosts: Hosts | undefined,
  given: AuthorizeOptions,
): AccessTokenSource {
  const { accessToken, connect } = ownOf<{ accessToken?: unknown; connect?: Grant['connect'] }>(credentials);
  if (typeof connect === 'function') {
    const { fetch, clock = systemClock, random = Math.random, ...observers } = ownOf(given);
    if (!hosts) {
      throw new InputError(
        'authorize needs dataCenter with these credentials: their secrets go to its accounts server.',
      );
    }
    return connect({
      accounts: hosts.accounts,
      proxy: hosts.proxy,
      fetch: fetch ?? globalFetch,
      clock,
      random,
      observer: observe(observers),
    });
  }
  if (typeof accessToken === 'string' || typeof accessToken === 'function')
    return accessToken as AccessTokenSource;
  throw new InputError(
    'credentials are needed: { accessToken } with a token or a function that hands one out, or refreshToken({ … }), authorizationCode({ … }), clientCredentials({ … }).',
  );
}

async function ask(
  source: Exclude<AccessTokenSource, string>,
  request: CliqRequest,
  call: Call,
  refused: string | undefined,
): Promise<string> {
  const { stop } = request;
  try {
    if (stop?.aborted) throw stop.reason; // Nobody needs it any more.
    const token = source({
      get signal() {
        return request.signal;
      },
      refused,
    });
    return isPromise(token) ? await abortable(Promise.resolve(token), stop) : token;
  } catch (error) {
    if (stop?.aborted) throw stop.reason;
    if (isCliqError(error)) throw error;
    if (isTokenProblem(error)) {
      const retryable = error.details.retryable && outcomeOf(call) !== 'unknown';
      throw unusable(call, error.message, { ...error.details, retryable });
    }
    const kind = error instanceof Error && /^[A-Z][a-zA-Z]{0,40}$/.test(error.name) ? ` (${error.name})` : '';
    const what = `credentials.accessToken failed to hand out a token${kind}. What it threw is not repeated here, for it may quote secrets: catch it in your function.`;
    throw unusable(call, what);
  }
}

const noToken =
  'the access token is not one (empty, or with spaces, line breaks or other characters a token never has). Check where credentials.accessToken comes from.';

const sameToken =
  'the service refused the access token, and credentials.accessToken hands out the same one again. Its context.refused says which one not to use.';

/** The error for a call that has no token it could go with. */
function unusable(call: Call, what: string, details?: AuthErrorDetails): AuthError {
  return new AuthError(`${nameOf(call)}: ${what}`, {
    ...detailsOf(call),
    ...details,
  });
}
