import type { Call } from '../call/call.ts';

let lastTurn = 0;

/** The number of a call in the order of first arrival. It keeps it when it is sent again. */
export function turnOf(call: Call): number {
  call.turn ??= ++lastTurn;
  return call.turn;
}
