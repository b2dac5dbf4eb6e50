import type { StormRecord } from '../record.ts';
import { bareErrors } from './bare-errors.ts';
import { effects } from './effects.ts';
import { ends } from './ends.ts';
import { limits } from './limits.ts';
import { replays } from './replays.ts';
import { writes } from './writes.ts';

/** What an oracle has to say: nothing, or what must not have happened, and to which call. */
type Check = (record: StormRecord) => readonly string[] | Promise<readonly string[]>;

const checks: readonly Check[] = [writes, replays, limits, ends, bareErrors, effects];

/** Holds a storm against everything that must hold. */
export async function judge(record: StormRecord): Promise<string[]> {
  const found = await Promise.all(checks.map((check) => check(record)));
  return found.flat();
}
