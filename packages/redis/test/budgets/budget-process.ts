import type { BudgetLimits, Clock, Line, NoSlot, Slot } from '@cliqkit/core';
import { redisBudgets } from '../../src/budgets/redis-budgets.ts';
import type { Scripts } from '../../src/clients/scripts.ts';
import type { SharedBudgets } from '../../src/failure/shared-budgets.ts';
import { keysFor } from '../../src/keys.ts';
import type { Signals } from '../../src/signals/signals.ts';

export const windowMs = 60_000;
export const limits: BudgetLimits = { limit: 3, windowMs, leaseMs: 120_000 };
export const key = '3:ana:GET /chats';
export const keys: ReturnType<typeof keysFor> = keysFor('t', false);

export interface ProcessOptions {
  readonly clock: Clock;
  /** For ties go by it. */
  readonly id: string;
  readonly scripts: Scripts;
  signals(id: string): Signals;
  /** @default 'go', so that a test need not begin with a window of waiting */
  readonly coldStart?: 'wait' | 'go';
  readonly timeoutMs?: number;
}

/** A process that shares budgets. */
export interface BudgetProcess {
  readonly store: SharedBudgets;
  /** Asks for a slot, for so many calls that wait. */
  ask(waiting?: number): Promise<Slot | NoSlot>;
  /** Takes a slot; throws if there is none. */
  take(waiting?: number): Promise<string>;
  /** What it is told without a slot; throws if there is one. */
  refused(waiting?: number): Promise<NoSlot>;
  /** Gives a slot back: its call was answered. */
  answered(slot: string): Promise<void>;
  /** Gives a slot back: nothing was sent. */
  unused(slot: string): Promise<void>;
}

export function budgetProcess(options: ProcessOptions): BudgetProcess {
  const { scripts, clock, id, coldStart = 'go', timeoutMs = 3_000 } = options;
  const signals = options.signals(id);
  const store = redisBudgets({ scripts, signals, keys, prefix: 't', timeoutMs, coldStart, clock });
  const line = { waiting: 1 };
  const ask = async (waiting = 1): Promise<Slot | NoSlot> => {
    line.waiting = waiting;
    const asks: Line = line;
    return store.acquire(key, limits, asks);
  };
  return {
    store,
    ask,
    async take(waiting) {
      const { slot } = await ask(waiting);
      if (slot === undefined) throw new Error('there is no slot');
      return slot;
    },
    async refused(waiting) {
      const answer = await ask(waiting);
      if (answer.slot !== undefined) throw new Error('there is a slot');
      return answer;
    },
    answered: async (slot) => store.settle(key, slot, { freeInMs: windowMs, passed: true }, limits),
    unused: async (slot) => store.settle(key, slot, { freeInMs: 0 }, limits),
  };
}
