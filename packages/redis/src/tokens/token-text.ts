import type { TokenRecord } from '@cliqkit/core';
import { isTokenRecord } from '@cliqkit/core';

/** Of the format. A record of another version counts as absent. */
const version = 1;

/** What is stored. The id tells this write from another one of the same record. */
export function textOf(record: TokenRecord, id: string): string {
  return JSON.stringify({ version, id, record });
}

/** The record in a stored text. Undefined for everything else: garbage, another version. */
export function recordIn(text: unknown): TokenRecord | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const found: { version?: unknown; record?: unknown } | null = JSON.parse(text);
    return found?.version === version && isTokenRecord(found.record) ? found.record : undefined;
  } catch {
    return undefined;
  }
}
