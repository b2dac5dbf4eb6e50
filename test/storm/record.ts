import type { Emulator, JournalEntry, VirtualClock } from '@cliqkit/emulator';
import type { OperationDescriptor } from 'cliqkit';
import type { DrawnCall } from './calls/draw-call.ts';
import type { Outcome } from './outcome.ts';
import { numberOf } from './tagging.ts';
import type { Sent } from './wire.ts';

/** A call, and what it ended with. Times on the clock of the clients. */
export interface PlayedCall {
  readonly number: number;
  readonly call: DrawnCall;
  readonly outcome: Outcome;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly deadline: number | undefined;
}

/** A storm that is over, for an oracle to look at. */
export interface StormRecord {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly calls: readonly PlayedCall[];
  readonly sent: readonly Sent[];
  readonly operations: ReadonlyMap<string, OperationDescriptor>;
}

/** A request, and the service's note of its arrival, if it arrived. */
export interface Arrival {
  readonly sent: Sent;
  readonly entry: JournalEntry | undefined;
}

/** The requests of each call, in the order in which they were sent. They meet the journal in the moment of arrival. */
export function arrivalsByCall({ emulator, sent }: StormRecord): Map<number, Arrival[]> {
  const journal = emulator.journal.entries();
  const entries = new Map(journal.map((entry) => [entry.mono, entry]));
  if (entries.size < journal.length) throw new Error('two requests arrived in the same moment');
  const byCall = new Map<number, Arrival[]>();
  for (const one of sent) {
    const entry = one.arrivedAt === undefined ? undefined : entries.get(one.arrivedAt);
    const number = numberOf(one.tag);
    byCall.set(number, [...(byCall.get(number) ?? []), { sent: one, entry }]);
  }
  return byCall;
}
