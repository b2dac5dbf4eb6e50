import { abortable } from '../time/abortable.ts';
import { wait } from '../time/wait.ts';
import { accountKey } from './account-key.ts';
import { guardedTokens, mostLooks } from './guarded-tokens.ts';
import type { HeldToken } from './held-token.ts';
import { endsSoon, holdToken, isUsable, marginMs } from './held-token.ts';
import { TokenProblem } from './token-problem.ts';
import { tokenQuota } from './token-quota.ts';
import type { TokenReply } from './token-reply.ts';
import { requestToken } from './token-request.ts';
import type { AccessTokenContext, GrantEnvironment } from './token-source.ts';
import type { TokenRecord, TokenStore } from './token-store.ts';

/** What a token request sends. */
export type TokenForm = Readonly<Record<string, string>>;

export interface KeeperOptions {
  /** What to send for a token, given the refresh token that the accounts server handed out, if it did. */
  form(refreshToken: string | undefined): TokenForm;
  /** Whether that may be sent again when no reply came: a code works once. */
  repeatable(refreshToken: string | undefined): boolean;
  /** What tells this account from others. */
  identity: readonly string[];
  store: TokenStore | undefined;
}

/** When the reply does not say: Zoho's tokens live an hour. */
const assumedLifetimeMs = 55 * 60_000;
/** The longest pause before the one repetition of a failed request. */
const longestPauseMs = 1_000;
/** How long after a failure in the background to leave it. */
const backgroundPauseMs = 60_000;

/**
 * Hands out the access token of an account.
 * - One request at a time; all who wait share what comes of it.
 * - A refused token is replaced only if it is still the current one.
 * - Before a token ends, the next one is fetched while the old one is still used.
 * - A final refusal stays: nothing is asked again.
 * - Nothing is sent that `check` has something against.
 * - No more requests than the accounts server allows, over restarts as well if the store outlives them.
 */
export function tokenKeeper(
  { form, repeatable, identity, store }: KeeperOptions,
  environment: GrantEnvironment,
  check: (form: TokenForm) => string | undefined,
): (context: AccessTokenContext) => Promise<string> {
  const { clock, observer, random, accounts } = environment;
  const tokens = guardedTokens(store, () => accountKey(accounts, ...identity), environment);
  const quota = tokenQuota(clock);
  let held: HeldToken | undefined;
  let renewing: Promise<string> | undefined;
  /** Whether a call waits for it. */
  let awaited = false;
  let final: TokenProblem | undefined;
  let backgroundAt = Number.NEGATIVE_INFINITY;

  const hold = (
    token: string,
    lifetimeMs: number,
    result: 'refreshed' | 'adopted',
    background: boolean,
  ): string => {
    held = holdToken(token, lifetimeMs, clock);
    observer.refresh({ result, background, expiresAt: new Date(held.expiresAt), code: undefined });
    return token;
  };

  /** The token that another process has put into the store, if it is a newer one. */
  const adoptable = (
    { accessToken, expiresAt = 0 }: TokenRecord,
    refused: string | undefined,
  ): HeldToken | undefined => {
    if (accessToken === undefined || accessToken === refused || accessToken === held?.token) return undefined;
    const lifetimeMs = Math.min(expiresAt - clock.wall(), assumedLifetimeMs);
    return lifetimeMs > marginMs ? holdToken(accessToken, lifetimeMs, clock) : undefined;
  };

  const renew = async (refused: string | undefined, background: boolean): Promise<string> => {
    let failures = 0;
    for (let look = 0; ; look += 1) {
      const loaded = await tokens.load();
      const found = adoptable(loaded, refused);
      if (found) return hold(found.token, found.lifetimeMs, 'adopted', background);
      const problem = check(form(loaded.refreshToken));
      if (problem) throw new TokenProblem(problem);
      const record = quota.mend(loaded);
      const waitMs = quota.waitMs(record);
      if (waitMs > 0) {
        if (record !== loaded) await tokens.save(record);
        throw notYet(new Date(clock.wall() + waitMs));
      }
      const saved = await tokens.save(quota.note(record)); // Counted before it is sent, and before a crash.
      if (saved === undefined && look < mostLooks) continue; // Somebody else has written.
      const noted = saved ?? quota.note(record);
      quota.count();
      const [askedAt, askedAtMono] = [clock.wall(), clock.mono()];
      const reply = await requestToken(form(noted.refreshToken), environment);
      switch (reply.kind) {
        case 'granted': {
          if (reply.lifetimeMs === undefined)
            observer.warn('the token reply states no lifetime; 55 minutes are assumed');
          const lifetimeMs = reply.lifetimeMs ?? assumedLifetimeMs;
          // It lives from when it was made, not from when a process that was stopped meanwhile hears of it.
          await tokens.insist({
            ...noted,
            refreshToken: reply.refreshToken ?? noted.refreshToken,
            accessToken: reply.accessToken,
            expiresAt: askedAt + lifetimeMs,
          });
          return hold(reply.accessToken, lifetimeMs - (clock.mono() - askedAtMono), 'refreshed', background);
        }
        case 'refused':
          // Another process may have been faster with the code, or have a newer refresh token by now.
          if ((await tokens.load()).refreshToken !== noted.refreshToken) continue;
          final = refusedFor(reply);
          throw final;
        case 'throttled':
          await tokens.insist(quota.quiet(noted));
          throw notYet(new Date(clock.wall() + quota.waitMs(noted)));
        case 'failed':
          failures += 1;
          // What no call waits for is not urgent, and the requests are few.
          if (failures > 1 || !awaited || !repeatable(noted.refreshToken)) throw failed();
          await wait(random() * longestPauseMs, clock, undefined);
      }
    }
  };

  const renewOnce = (refused: string | undefined, background: boolean): Promise<string> => {
    if (!background) awaited = true;
    renewing ??= tokens
      .exclusive(() => renew(refused, background))
      .catch((error: unknown) => {
        const problem = error instanceof TokenProblem ? error : failed();
        const { code } = problem.details;
        observer.refresh({ result: 'failed', background, expiresAt: undefined, code });
        throw problem;
      })
      .finally(() => {
        renewing = undefined;
        awaited = false;
      });
    return renewing;
  };

  return async (context) => {
    const { refused } = context;
    if (held && held.token !== refused && isUsable(held, clock)) {
      if (endsSoon(held, clock) && !final && clock.mono() >= backgroundAt) {
        backgroundAt = clock.mono() + backgroundPauseMs;
        renewOnce(undefined, true).catch(() => undefined); // Whoever needs it then gets its own failure.
      }
      return held.token;
    }
    if (final) throw final;
    const { signal } = context;
    if (signal?.aborted) throw signal.reason; // Nobody would wait for what is begun now.
    return abortable(renewOnce(refused, false), signal);
  };
}

function refusedFor({ code, advice }: TokenReply & { kind: 'refused' }): TokenProblem {
  return new TokenProblem(`the accounts server gives no token: ${code}. ${advice}`, { code });
}

function notYet(retryAt: Date): TokenProblem {
  return new TokenProblem(
    `the accounts server allows 10 tokens in 10 minutes, and they are used up: none is asked for before ${retryAt.toISOString()}. Share one token store among your processes.`,
    { retryAt, retryable: true },
  );
}

function failed(): TokenProblem {
  return new TokenProblem(
    'the accounts server could not be reached or gave no usable reply. Check dataCenter, the network and the proxy; later it may work.',
    { retryable: true },
  );
}
