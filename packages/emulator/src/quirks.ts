/** One of the checks that a request passes before it is carried out. */
export type Check = 'auth' | 'throttle' | 'validation';

/**
 * Facts about the service that its documents contradict, or leave open. Each has a default; a client has to be right in
 * every position. Sources: `documented` by Zoho, `observed` by others against the live service, `inferred`, `unknown`.
 */
export interface Quirks {
  /**
   * Which check comes first. A request refused by a check before the throttle does not count against the limit.
   * Source: unknown. @default ['auth', 'throttle', 'validation']
   */
  readonly checkOrder: readonly [Check, Check, Check];

  /**
   * How a throttle is put: a 429 with a message, a 400 `request_limit_exceeded`, or a 429 with a nested
   * `rate_limit_exceeded`. Source: 429 documented, 400 observed, nested documented for other modules. @default '429'
   */
  readonly throttleReply: '429' | '400' | 'nested';

  /** Whether a throttle says when to come back. Source: never observed. @default 'absent' */
  readonly retryAfter: 'absent' | 'present';

  /**
   * How calls are counted: in the time that leads up to the call, or from one full minute of the clock to the next.
   * Source: unknown. @default 'rolling'
   */
  readonly window: 'rolling' | 'fixed';

  /** What a call during a lock does to it: nothing, or it starts anew. Source: unknown. @default 'ignored' */
  readonly duringLock: 'ignored' | 'extend';

  /**
   * How leave, mute and unmute are acknowledged: an empty 204, or a 200 that says "204 No response" in its body.
   * Source: 204 observed, 200 documented. @default '204'
   */
  readonly acknowledge: '204' | '200';

  /**
   * What asking for the primary pin gives when there is none: `operation_failed`, an empty 204, or a 200 with
   * `data: null`. Source: unknown. @default 'operation_failed'
   */
  readonly noPrimary: 'operation_failed' | 'no-content' | 'null';

  /**
   * What happens to the remaining pins when the primary one goes or ends: none of them is primary, or the topmost
   * becomes it. Source: unknown. @default 'none'
   */
  readonly primaryRemoved: 'none' | 'promote';

  /** Code with which a closed thread refuses a message. Source: unknown. @default 'operation_failed' */
  readonly closedThread: 'operation_failed' | 'operation_not_allowed';

  /**
   * How exactly `last_sync_time` is compared with the last change: in milliseconds, or in whole seconds, the grain of
   * the `Date` header. Source: unknown. @default 'milliseconds'
   */
  readonly syncGrain: 'milliseconds' | 'seconds';

  /** How many pins a chat holds. Source: the limit is documented, its number is not. @default 50 */
  readonly maxPinnedMessages: number;

  /** How many folders a user may have beside the default one. Source: the limit is documented, its number is not. @default 20 */
  readonly maxFolders: number;

  /** How many chats a folder holds. Source: the limit is documented, its number is not. @default 100 */
  readonly maxPinsPerFolder: number;

  /** HTTP status of the accounts server's throttle. Source: 400 observed, 200 documented earlier. @default 400 */
  readonly tokenThrottleStatus: 200 | 400;

  /**
   * What ends the accounts server's throttle: ten minutes without a request, or the oldest token leaving the window.
   * Source: one third party. @default 'quiet'
   */
  readonly tokenThrottleEnds: 'quiet' | 'window';

  /** How many access tokens of one refresh token live at a time. Source: documented as 15, elsewhere as 30. @default 15 */
  readonly activeAccessTokens: number;

  /**
   * How the lifetime of a token is put: `expires_in` in seconds, or `expires_in_sec` beside an `expires_in` in
   * milliseconds. Source: both documented. @default 'seconds'
   */
  readonly expiresIn: 'seconds' | 'legacy';

  /** Whether a token reply names its scopes. Source: seen both ways. @default 'absent' */
  readonly tokenScope: 'absent' | 'present';

  /**
   * How the accounts server speaks: as Zoho's does, with errors under status 200, or by the standards (RFC 6749, 7009,
   * 7636, 8414, 8628, 9207), for a client that knows them alone. Source: Zoho's is observed. @default 'zoho'
   */
  readonly oauthProfile: 'zoho' | 'rfc';

  /**
   * What a second consent of a user brings a client that asks for `access_type=offline` without `prompt=consent`: an
   * access token alone, or a refresh token again. Without effect in the profile `rfc`, which always brings one. Source:
   * documented; what makes a consent the first one is inferred. @default 'access-only'
   */
  readonly repeatedConsent: 'access-only' | 'refresh-token';

  /**
   * Unit of `expires_in` and `interval` where a device begins to connect. Without effect in the profile `rfc`, which has
   * seconds. Source: one third party; others take them for seconds. @default 'milliseconds'
   */
  readonly deviceTimes: 'milliseconds' | 'seconds';
}

export const defaultQuirks: Quirks = {
  checkOrder: ['auth', 'throttle', 'validation'],
  throttleReply: '429',
  retryAfter: 'absent',
  window: 'rolling',
  duringLock: 'ignored',
  acknowledge: '204',
  noPrimary: 'operation_failed',
  primaryRemoved: 'none',
  closedThread: 'operation_failed',
  syncGrain: 'milliseconds',
  maxPinnedMessages: 50,
  maxFolders: 20,
  maxPinsPerFolder: 100,
  tokenThrottleStatus: 400,
  tokenThrottleEnds: 'quiet',
  activeAccessTokens: 15,
  expiresIn: 'seconds',
  tokenScope: 'absent',
  oauthProfile: 'zoho',
  repeatedConsent: 'access-only',
  deviceTimes: 'milliseconds',
};
