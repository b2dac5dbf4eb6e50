import type { BudgetLimits, NoSlot } from '@cliqkit/core';

/** No call may go before so many milliseconds have passed; as many as the limit may then be free to go, as far as one knows. */
export function heldBack(reason: 'store' | 'lock', { limit }: BudgetLimits, ms: number): NoSlot {
  return { slot: undefined, reason, waitsMs: Array.from({ length: limit }, () => ms) };
}
