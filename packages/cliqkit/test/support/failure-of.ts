import type { BatchResult } from '@cliqkit/core';

/** Why a call failed: what it rejected with, or what a batch says of its first item that failed. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  let result: unknown;
  try {
    result = await call;
  } catch (error) {
    return error;
  }
  if (isBatchResult(result)) return [...result.failed, ...result.unknown][0]?.error;
  return undefined;
}

function isBatchResult(value: unknown): value is BatchResult {
  return typeof value === 'object' && value !== null && 'notAttempted' in value;
}
