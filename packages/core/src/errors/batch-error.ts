import type { BatchResult } from '../results/batch-result.ts';
import { CliqError } from './cliq-error.ts';

/** Not every item of a batch is done; `result` says which are. */
export class BatchError extends CliqError {
  readonly result: BatchResult;

  constructor(result: BatchResult) {
    const counts = `${result.succeeded.length} succeeded, ${result.failed.length} failed, ${result.unknown.length} unknown, ${result.notAttempted.length} not attempted`;
    super(`the batch is not complete: ${counts}. See error.result for the ids.`, {
      outcome: result.unknown.length > 0 ? 'unknown' : 'notApplied',
    });
    this.name = 'BatchError';
    this.result = result;
  }
}
