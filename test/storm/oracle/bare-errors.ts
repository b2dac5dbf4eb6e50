import type { StormRecord } from '../record.ts';

/** Every failure is an error of cliqkit, or the reason of the caller's own abort. */
export function bareErrors({ calls }: StormRecord): string[] {
  return calls.flatMap(({ number, call, outcome }) =>
    outcome.kind === 'bare'
      ? [`call ${number} (${call.operation}) threw a bare ${String(outcome.error)}`]
      : [],
  );
}
