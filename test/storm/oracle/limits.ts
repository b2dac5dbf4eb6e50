import type { JournalEntry } from '@cliqkit/emulator';
import type { StormRecord } from '../record.ts';
import { arrivalsByCall } from '../record.ts';

/** A lock that a client has been told of. Times on its clock. */
interface KnownLock {
  readonly bucket: string;
  readonly toldAt: number;
  readonly endsAt: number;
}

/** The limit of no URL is passed, nor that of the accounts server, and nothing is sent into a lock that is known. */
export function limits(record: StormRecord): string[] {
  const { emulator, sent, operations } = record;
  const passed = emulator.violations().filter(({ kind }) => kind !== 'into-lock');
  const locks = knownLocks(record);
  const intoLock = sent.filter(({ tag, at }) =>
    locks.some(
      ({ bucket, toldAt, endsAt }) => operations.get(tag)?.bucket === bucket && at > toldAt && at < endsAt,
    ),
  );
  return [
    ...passed.map(({ message }) => message),
    ...intoLock.map(({ tag, at }) => `request ${tag} was sent at ${at}, into a lock that was known`),
  ];
}

function knownLocks(record: StormRecord): KnownLock[] {
  return [...arrivalsByCall(record).values()].flat().flatMap(({ sent, entry }): KnownLock[] => {
    const operation = record.operations.get(sent.tag);
    const isTold = entry !== undefined && isThrottle(entry) && sent.end === entry.status;
    if (operation === undefined || sent.endedAt === undefined || !isTold) return [];
    return [{ bucket: operation.bucket, toldAt: sent.endedAt, endsAt: sent.endedAt + operation.lockMs }];
  });
}

/** Whether the reply says that the user is locked out. A fault on the way says something else, or nothing. */
function isThrottle({ locked, overLimit, fault, status }: JournalEntry): boolean {
  const isTold = status === 429 || status === 400;
  return isTold && (fault === 'throttle' || (fault === undefined && (locked || overLimit)));
}
