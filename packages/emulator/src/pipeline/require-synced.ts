import { parseMoment } from '../state/moment.ts';
import type { CallContext, Refuser } from './call.ts';

const secondMs = 1000;

/** Refuses a change that is based on a reading older than the last change. */
export function requireSynced(
  call: CallContext & Refuser<'client_not_synced' | 'input_pattern_mismatch'>,
  lastSyncTime: string | number,
  modifiedAt: number,
): void {
  const readAt = parseMoment(lastSyncTime);
  if (readAt === undefined)
    throw call.refuse('input_pattern_mismatch', 'last_sync_time is not a point in time.');
  const grain = call.quirks.syncGrain === 'seconds' ? secondMs : 1;
  if (Math.floor(readAt / grain) < Math.floor(modifiedAt / grain)) {
    throw call.refuse('client_not_synced', 'Something has changed since last_sync_time.');
  }
}
