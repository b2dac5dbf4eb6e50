import type { BudgetLimits, BudgetStore, Clock, Line, NoSlot, Settlement, Slot } from '@cliqkit/core';
import { StoreProblem } from '@cliqkit/core';
import { ForgetfulMap } from './forgetful-map.ts';
import { keptSettlements } from './kept-settlements.ts';
import { firstPauseMs, reachOf } from './reach.ts';
import type { SharedBudgets } from './shared-budgets.ts';

/** After that, a key that has failed and that nobody has asked for is one like any other. */
const forgetAfterMs = 10 * 60_000;

export interface LinkOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly longestPauseMs: number;
  /** What becomes of calls meanwhile, for the warning. */
  readonly meanwhile: string;
  warn(message: string): void;
}

/** The budgets on a server that may be away: it is not asked in vain, and what it missed is told when it is back. */
export interface ServerLink {
  /** Milliseconds until the server may be asked about this key: 0 unless that has failed. */
  pauseFor(key: string): number;
  /** When the last question that was answered had been put. On the monotonic clock. */
  readonly answeredAt: number;
  /** When the server came back last. On the monotonic clock. */
  readonly returnedAt: number;
  /** As the server answers. Rejects when it does not. */
  acquire(key: string, limits: BudgetLimits, line: Line | undefined): Promise<Slot | NoSlot>;
  /** What fails is told later, as long as it makes a difference. */
  settle(key: string, slot: string, settlement: Settlement, limits: BudgetLimits): Promise<void>;
  /** As the server does. Wakes also when it is back. */
  watch: NonNullable<BudgetStore['watch']>;
}

export function serverLink(shared: SharedBudgets, options: LinkOptions): ServerLink {
  const { clock, warn } = options;
  /** The keys that have failed last, and when. */
  const away = new ForgetfulMap<number>((at) => at < clock.mono() - forgetAfterMs);
  const kept = keptSettlements((...settled) => shared.settle(...settled), clock);
  const waiting = new Set<{ readonly key: string; readonly wake: () => void }>();
  let cancelTelling: (() => void) | undefined;

  const reach = reachOf({
    ...options,
    onLoss(problem) {
      const words = problem instanceof StoreProblem ? ` ${problem.message}` : '';
      warn(`the server of the rate budgets does not answer; ${options.meanwhile}.${words}`);
    },
    onReturn() {
      warn('the server of the rate budgets answers again.');
      for (const key of kept.keys) tell(key);
      for (const { key, wake } of [...waiting]) if (away.has(key)) wake();
    },
  });

  const tell = (key: string): void => {
    kept.tell(key).catch(tellLater); // It is kept on.
  };

  /**
   * Others must learn of a lock though the calls that wait for its end ask for nothing. Only while calls wait: a process that
   * is done can end, and tells with its next call.
   */
  const tellLater = (): void => {
    if (cancelTelling || waiting.size === 0 || kept.keys.length === 0) return;
    cancelTelling = clock.timer(Math.max(firstPauseMs, reach.pauseMs), () => {
      cancelTelling = undefined;
      const [key] = kept.keys;
      if (key === undefined) return;
      if (reach.pauseMs > 0) return tellLater();
      reach.put('again', () => kept.tell(key)).then(tellLater, tellLater);
    });
  };

  return {
    pauseFor: (key) => (away.has(key) ? reach.pauseMs : 0),
    get answeredAt() {
      return reach.answeredAt;
    },
    get returnedAt() {
      return reach.returnedAt;
    },
    async acquire(key, limits, line) {
      const question = async (): Promise<Slot | NoSlot> => {
        tell(key); // On its way first, so that the server knows of a lock when it is asked.
        const answer = await shared.acquire(key, limits, line);
        away.delete(key); // Before the others are woken: this line need not be.
        return answer;
      };
      try {
        return await reach.put(away.has(key) ? 'again' : 'first', question);
      } catch (problem) {
        away.set(key, clock.mono());
        throw problem;
      }
    },
    async settle(key, slot, settlement, limits) {
      const send = async (): Promise<void> => shared.settle(key, slot, settlement, limits);
      const keep = (): void => {
        kept.keep(key, slot, settlement, limits);
        tellLater();
      };
      if (away.has(key) && reach.lost) keep();
      else await send().catch(keep);
    },
    watch(key, limits, line, wake) {
      const unwatch = shared.watch?.(key, limits, line, wake);
      const waiter = { key, wake };
      waiting.add(waiter);
      tellLater();
      return () => {
        waiting.delete(waiter);
        if (waiting.size === 0) {
          cancelTelling?.();
          cancelTelling = undefined;
        }
        unwatch?.();
      };
    },
  };
}
