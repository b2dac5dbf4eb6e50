import type { CallOptions, Cliq, OperationId } from 'cliqkit';
import type { Dice } from '../../reliability/support/dice.ts';

/** What a storm knows of the workspace when it draws a call. */
export interface Surroundings {
  /** Number of the call, for texts that no other call has. */
  readonly number: number;
  /** The service's time. */
  readonly now: number;
  /** Folders that earlier calls have made, as far as they were told. */
  readonly ownFolders: readonly string[];
}

/** A call of a storm. */
export interface StormCall {
  run(cliq: Cliq, options: CallOptions): Promise<unknown>;
  /** Whether it is a method that reads first, decides from that what to send, and may send it anew. */
  readonly reads?: boolean;
}

/** Draws a call of one operation. */
export type Draw = (dice: Dice, around: Surroundings) => StormCall;

/** A call for each operation of a module. */
export type Draws<Id extends OperationId> = Readonly<Record<Id, Draw>>;

/** A text that no other call has: none may be there twice. */
export function textOf(number: number): string {
  return `Storm ${number}`;
}

/** The sync time of a move: none, so that the method reads; that of a reading just now; or an old one. */
export function drawSyncTime(dice: Dice, { now }: Surroundings): { last_sync_time?: number; reads: boolean } {
  const reads = dice.chance(0.4);
  return reads ? { reads } : { reads, last_sync_time: now - dice.pick([0, 60_000]) };
}
