import type { TokenRecord } from '@cliqkit/core';

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
    const found: unknown = JSON.parse(text);
    return isObject(found) && found['version'] === version && isRecord(found['record'])
      ? found['record']
      : undefined;
  } catch {
    return undefined;
  }
}

/** Core looks again, but by then it is too late: a record without a usable generation could never be replaced. */
function isRecord(value: unknown): value is TokenRecord {
  if (!isObject(value)) return false;
  const { generation, refreshToken, accessToken, expiresAt, requestedAt, quietUntil } = value;
  return (
    Number.isSafeInteger(generation) &&
    [refreshToken, accessToken].every((token) => token === undefined || typeof token === 'string') &&
    [expiresAt, quietUntil].every((time) => time === undefined || Number.isFinite(time)) &&
    Array.isArray(requestedAt) &&
    requestedAt.every((time) => Number.isFinite(time))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
