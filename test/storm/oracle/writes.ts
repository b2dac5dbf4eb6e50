import type { JournalEntry } from '@cliqkit/emulator';
import { operations } from 'cliqkit';
import type { Arrival, PlayedCall, StormRecord } from '../record.ts';
import { arrivalsByCall } from '../record.ts';

/**
 * What a call says of its change, against the journal:
 * - `ok`: carried out.
 * - `notApplied`: not carried out.
 * - `unknown`: some request of it got no reply that settles it.
 * - whatever it says: what must not be done twice is not.
 */
export function writes(record: StormRecord): string[] {
  const arrivals = arrivalsByCall(record);
  return record.calls.flatMap((played) => problemsOf(played, arrivals.get(played.number) ?? []));
}

function problemsOf({ number, call, outcome }: PlayedCall, arrivals: readonly Arrival[]): string[] {
  const { retry } = operations[call.operation];
  const commits = arrivals.filter(({ entry }) => isCommit(entry, call.operation)).length;
  const told = `call ${number} (${call.operation}) ended with ${outcome.kind}`;
  const problems: string[] = [];
  // A method that reads can find everything as it is wanted; then a reading is the last that it has seen.
  const hasLooked = call.reads && arrivals.at(-1)?.sent.method === 'GET';
  const isLost = outcome.kind === 'ok' && retry !== 'safe' && commits === 0 && !hasLooked;
  if (isLost) problems.push(`lost: ${told}, and was never carried out`);
  if (retry === 'never' && commits > 1)
    problems.push(`duplicated: ${told}, and was carried out ${commits} times`);
  if (outcome.kind === 'notApplied' && commits > 0) {
    problems.push(`untruthful: ${told}, and was carried out ${commits} times`);
  }
  if (outcome.kind === 'unknown' && (retry === 'safe' || !arrivals.some(isUnsettled))) {
    problems.push(`untruthful: ${told}, and every request of it was settled`);
  }
  return problems;
}

function isCommit(entry: JournalEntry | undefined, operation: string): boolean {
  return entry?.committed === true && entry.operation === operation;
}

/** Whether the client cannot know what became of a request: no reply, a failure of the service, or not what was promised. */
function isUnsettled({ sent: { end } }: Arrival): boolean {
  return (
    end === undefined ||
    end === 'lost' ||
    end === 'left' ||
    (typeof end === 'number' && (end < 400 || end >= 500))
  );
}
