import { bareErrors } from './clients/bare-errors.ts';
import { blindResync } from './clients/blind-resync.ts';
import { bucketPerAlias } from './clients/bucket-per-alias.ts';
import { claimsNotApplied } from './clients/claims-not-applied.ts';
import { clampsRetryAfter } from './clients/clamps-retry-after.ts';
import { deadlineToTheHead } from './clients/deadline-to-the-head.ts';
import { deafSleep } from './clients/deaf-sleep.ts';
import { deafToAbort } from './clients/deaf-to-abort.ts';
import { denylistRedactor } from './clients/denylist-redactor.ts';
import { dropsAChunk } from './clients/drops-a-chunk.ts';
import { endlessBodies } from './clients/endless-bodies.ts';
import { failsOpen } from './clients/fails-open.ts';
import { followsRedirects } from './clients/follows-redirects.ts';
import { forgetsLocks } from './clients/forgets-locks.ts';
import { forgetsTokenRequests } from './clients/forgets-token-requests.ts';
import { leaksListeners } from './clients/leaks-listeners.ts';
import { noSingleFlight } from './clients/no-single-flight.ts';
import { renewsWithoutEnd } from './clients/renews-without-end.ts';
import { replaysWithoutBody } from './clients/replays-without-body.ts';
import { retriesPosts } from './clients/retries-posts.ts';
import { retriesWithoutBudget } from './clients/retries-without-budget.ts';
import { slotsBySendTime } from './clients/slots-by-send-time.ts';
import { swallowsBrokenBodies } from './clients/swallows-broken-bodies.ts';
import { trustsHooks } from './clients/trusts-hooks.ts';
import { unfencedTokens } from './clients/unfenced-tokens.ts';
import { waitsPastDeadline } from './clients/waits-past-deadline.ts';
import { wallClockLock } from './clients/wall-clock-lock.ts';
import type { Saboteur } from './setup.ts';

/** Clients that are broken in one place each. Every one of them has to be caught. */
export const saboteurs: readonly Saboteur[] = [
  bareErrors,
  blindResync,
  bucketPerAlias,
  claimsNotApplied,
  clampsRetryAfter,
  deadlineToTheHead,
  deafSleep,
  deafToAbort,
  denylistRedactor,
  dropsAChunk,
  endlessBodies,
  failsOpen,
  followsRedirects,
  forgetsLocks,
  forgetsTokenRequests,
  leaksListeners,
  noSingleFlight,
  renewsWithoutEnd,
  replaysWithoutBody,
  retriesPosts,
  retriesWithoutBudget,
  slotsBySendTime,
  swallowsBrokenBodies,
  trustsHooks,
  unfencedTokens,
  waitsPastDeadline,
  wallClockLock,
];
