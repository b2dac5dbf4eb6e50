import type { Call } from '../call/call.ts';

const turns = new WeakMap<Call, number>();
let lastTurn = 0;

/** The number of a call in the order of first arrival. It keeps it when it is sent again. */
export function turnOf(call: Call): number {
  const turn = turns.get(call) ?? ++lastTurn;
  turns.set(call, turn);
  return turn;
}
