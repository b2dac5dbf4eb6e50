import type { Clock } from '@cliqkit/core';
import { inTime } from '../in-time.ts';

/** A turn is renewed so often before it would end. */
const renewalsInTurn = 3;

/**
 * Renews a turn until the function that it gives is called, which gives it back and never fails: what was done in the turn is
 * done, and a turn that cannot be given back ends by itself. One that is lost is not renewed any more.
 */
export function holdTurn(
  turn: { renew(): Promise<unknown>; giveBack(): Promise<unknown> },
  { turnMs, timeoutMs, clock }: { turnMs: number; timeoutMs: number; clock: Clock },
): () => Promise<void> {
  let renewing: Promise<void> | undefined;
  let cancel = (): void => undefined;
  let isOver = false;
  const renewLater = (): void => {
    cancel = clock.timer(turnMs / renewalsInTurn, () => {
      renewing = renew();
    });
  };
  const renew = async (): Promise<void> => {
    // The next one may get through.
    const answer = await inTime(turn.renew(), timeoutMs, clock).catch(() => undefined);
    if (answer !== 'lost' && !isOver) renewLater();
  };
  renewLater();
  return async () => {
    isOver = true;
    cancel();
    const released = inTime(turn.giveBack(), timeoutMs, clock).catch(() => undefined);
    await Promise.all([released, renewing]);
  };
}
