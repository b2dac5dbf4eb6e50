import { oneCommit } from './invariants/inv-01-one-commit.ts';
import { truthfulOutcome } from './invariants/inv-02-truthful-outcome.ts';
import { identicalReplay } from './invariants/inv-03-identical-replay.ts';
import { wholeBatches } from './invariants/inv-04-whole-batches.ts';
import { honestConflicts } from './invariants/inv-05-honest-conflicts.ts';
import { silentLock } from './invariants/inv-06-silent-lock.ts';
import { keptWindow } from './invariants/inv-07-kept-window.ts';
import { sharedBucket } from './invariants/inv-08-shared-bucket.ts';
import { boundedAttempts } from './invariants/inv-09-bounded-attempts.ts';
import { refusedAtOnce } from './invariants/inv-10-refused-at-once.ts';
import { oneRefresh } from './invariants/inv-11-one-refresh.ts';
import { tokenQuota } from './invariants/inv-12-token-quota.ts';
import { oneReplay } from './invariants/inv-13-one-replay.ts';
import { ownHosts } from './invariants/inv-15-own-hosts.ts';
import { promptAbort } from './invariants/inv-16-prompt-abort.ts';
import { nothingLeft } from './invariants/inv-17-nothing-left.ts';
import { wholeDeadline } from './invariants/inv-18-whole-deadline.ts';
import { harmlessHooks } from './invariants/inv-19-harmless-hooks.ts';
import { typedFailures } from './invariants/inv-22-typed-failures.ts';
import { cappedBody } from './invariants/inv-23-capped-body.ts';
import { noSecret } from './invariants/inv-25-no-secret.ts';
import { fencedTokens } from './invariants/inv-26-fenced-tokens.ts';
import { failClosed } from './invariants/inv-27-fail-closed.ts';
import type { Invariant } from './setup.ts';

/** What must hold of every client. */
export const invariants: readonly Invariant[] = [
  oneCommit,
  truthfulOutcome,
  identicalReplay,
  wholeBatches,
  honestConflicts,
  silentLock,
  keptWindow,
  sharedBucket,
  boundedAttempts,
  refusedAtOnce,
  oneRefresh,
  tokenQuota,
  oneReplay,
  ownHosts,
  promptAbort,
  nothingLeft,
  wholeDeadline,
  harmlessHooks,
  typedFailures,
  cappedBody,
  noSecret,
  fencedTokens,
  failClosed,
];
