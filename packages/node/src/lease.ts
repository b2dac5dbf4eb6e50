import { randomUUID } from 'node:crypto';
import type { Clock } from '@cliqkit/core';
import { readPrivateFile } from './private-path.ts';
import { replaceFile } from './replace-file.ts';

export interface LeaseOptions {
  /** How long others wait for a holder that shows no life. */
  leaseMs: number;
  clock: Clock;
}

/** What a lock file says while it is held. Without a holder it is empty. */
interface Holding {
  /** Of this one holding, not of the process. */
  owner: string;
  /** For whoever looks into the file. */
  pid: number;
  leaseMs: number;
  /** When it began, and was last renewed: epoch milliseconds. */
  since: number;
  renewed: number;
  /** Changes with each renewal, whatever the clock says. */
  renewals: number;
}

const pollMs = 50;
const renewalsInLease = 4;
/** So many leases after its last renewal, a lock was left behind by a crash, and nobody waits for it. */
const forgottenLeases = 3;

/**
 * Waits for a lock file and holds it, renewed, until the returned function is called. A lock that does not change for its
 * lease, on the monotonic clock of whoever waits, is taken over. The wall clock only tells locks that a crash has left long
 * ago: a step forward by three leases, between two renewals, can end a live one.
 *
 * A holder that was stopped may go on after its lease. The lock cannot keep it from writing; the generation of the record
 * does.
 */
export async function takeLease(
  path: string,
  { leaseMs, clock }: LeaseOptions,
): Promise<() => Promise<void>> {
  const owner = randomUUID();
  const since = clock.wall();
  const holding = (renewals: number): string => {
    const held: Holding = { owner, pid: process.pid, leaseMs, since, renewed: clock.wall(), renewals };
    return `${JSON.stringify(held)}\n`;
  };
  /** Replaces the lock if it still says that. */
  const replace = (from: string | undefined, to: string): Promise<boolean> =>
    replaceFile(path, to, { allowed: (current) => current === from, durable: false });

  let held = holding(0);
  let seen: string | undefined;
  let seenAt = clock.mono();
  for (;;) {
    const found = await readPrivateFile(path);
    if (found !== seen) [seen, seenAt] = [found, clock.mono()];
    if (isOver(holdingIn(found), clock.mono() - seenAt, clock.wall())) {
      held = holding(0);
      if (await replace(found, held)) break;
    }
    await new Promise<void>((resolve) => void clock.timer(pollMs * (0.5 + Math.random()), resolve));
  }

  let renewing: Promise<void> | undefined;
  let cancel = (): void => undefined;
  const renewLater = (renewals: number): void => {
    cancel = clock.timer(leaseMs / renewalsInLease, () => {
      renewing = renew(renewals);
    });
  };
  const renew = async (renewals: number): Promise<void> => {
    const next = holding(renewals);
    const renewed = await replace(held, next).catch(() => undefined); // A full disk may have room again.
    if (renewed) held = next;
    if (renewed !== false) renewLater(renewals + 1);
  };
  renewLater(1);
  return async () => {
    cancel();
    await renewing;
    cancel();
    await replace(held, '').catch(() => undefined); // It ends by itself.
  };
}

function isOver(holding: Holding | undefined, unchangedMs: number, wall: number): boolean {
  if (holding === undefined) return true;
  const { leaseMs, renewed } = holding;
  return unchangedMs >= leaseMs || wall - renewed >= forgottenLeases * leaseMs;
}

/** Undefined for a lock that nobody holds, and for garbage. */
function holdingIn(text: string | undefined): Holding | undefined {
  try {
    const found: Partial<Holding> | null = JSON.parse(text ?? '');
    return Number.isFinite(found?.leaseMs) && Number.isFinite(found?.renewed)
      ? (found as Holding)
      : undefined;
  } catch {
    return undefined;
  }
}
