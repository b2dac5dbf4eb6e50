import type { Clock } from '../time/clock.ts';
import { systemClock } from '../time/clock.ts';
import type { BudgetStore } from './budget-store.ts';
import type { LearnedLimit } from './learned-limit.ts';
import { isStale, learnFromSuccess, learnFromThrottle, stepUp } from './learned-limit.ts';

/** A slot that is taken. Times on the monotonic clock. */
interface Held {
  readonly slot: string;
  readonly since: number;
  /** When it is free: a window after its reply; until there is one, the end of its lease. */
  freeAt: number;
  settled: boolean;
}

interface Budget {
  held: Held[];
  lockedUntil: number;
  learned: LearnedLimit | undefined;
}

/** How many budgets are looked at with each call, in turn, to forget those that nobody uses any more. */
const looksPerCall = 2;

/**
 * Keeps budgets in memory. Clients that are given the same one share the limits of a user.
 * @example
 * const store = memoryBudgets();
 * const a = createCliq({ ...account, pace: { store, user: 'ana' } });
 * const b = createCliq({ ...account, pace: { store, user: 'ana' } });
 */
export function memoryBudgets({ clock = systemClock }: { clock?: Clock } = {}): BudgetStore {
  const budgets = new Map<string, Budget>();
  /** Those that are yet to be looked at in this round; budgets that are added meanwhile come last. */
  let round = budgets.entries();
  let slots = 0;

  const sweep = (now: number): void => {
    for (let looks = 0; looks < looksPerCall; looks += 1) {
      const { value } = round.next();
      if (value === undefined) {
        round = budgets.entries();
        return;
      }
      const [key, budget] = value;
      dropFree(budget, now);
      const { held, lockedUntil, learned } = budget;
      if (held.length === 0 && lockedUntil <= now && (!learned || isStale(learned, now))) budgets.delete(key);
    }
  };

  return {
    acquire(key, { limit, windowMs, leaseMs }) {
      const now = clock.mono();
      sweep(now);
      const budget = budgets.get(key) ?? unused(now);
      budgets.set(key, budget);
      dropFree(budget, now);
      budget.learned = budget.learned && stepUp(budget.learned, limit, now);
      const cap = budget.learned?.cap ?? limit;
      const lockMs = Math.max(budget.lockedUntil, budget.learned?.lockedUntil ?? 0) - now;
      if (lockMs <= 0 && budget.held.length < cap) {
        slots += 1;
        const slot = String(slots);
        // Not pushed: that would reserve places for more, in each of many budgets.
        budget.held = budget.held.concat({ slot, since: now, freeAt: now + leaseMs, settled: false });
        return { slot };
      }
      return {
        slot: undefined,
        reason: lockMs > 0 ? 'lock' : 'limit',
        waitsMs: waits(budget, cap, windowMs, now).map((ms) => Math.max(ms, lockMs)),
      };
    },
    settle(key, slot, { freeInMs, passed, lockedMs = 0 }, { limit }) {
      const now = clock.mono();
      const budget = budgets.get(key) ?? unused(now);
      if (lockedMs > 0) budgets.set(key, budget); // A lock counts though its slot has long been free.
      budget.lockedUntil = Math.max(budget.lockedUntil, now + lockedMs);
      const held = budget.held.find((each) => each.slot === slot);
      if (held === undefined) return;
      held.freeAt = now + freeInMs;
      held.settled = true;
      const { learned } = budget;
      if (passed && learned) budget.learned = learnFromSuccess(learned, limit, held.since, now);
      if (lockedMs > 0) budget.learned = learnFromThrottle(learned, limit, held.since, now, lockedMs);
    },
  };
}

function unused(now: number): Budget {
  return { held: [], lockedUntil: now, learned: undefined };
}

function dropFree(budget: Budget, now: number): void {
  const { held } = budget;
  if (held.some(({ freeAt }) => freeAt <= now)) budget.held = held.filter(({ freeAt }) => freeAt > now);
}

/** Milliseconds until each of `cap` slots can be taken, soonest first. */
function waits({ held }: Budget, cap: number, windowMs: number, now: number): number[] {
  const frees = held
    .map(({ freeAt, settled }) => (settled ? freeAt - now : Math.min(freeAt - now, windowMs)))
    .sort((a, b) => a - b);
  const excess = Math.max(0, frees.length - cap);
  const unused = Array.from({ length: Math.max(0, cap - frees.length) }, () => 0);
  return [...unused, ...frees.slice(excess)];
}
