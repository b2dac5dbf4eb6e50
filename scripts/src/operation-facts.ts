import type { OperationDescriptor, RetryClass } from './descriptor.ts';
import type { ErrorCode } from './openapi.ts';

const retryInWords: Record<RetryClass, string> = {
  safe: 'reads only',
  'state-setting': 'may be repeated: the state is the same after it',
  conditional: 'guarded by last_sync_time',
  never: 'never repeated after an unclear failure',
};

/** One line on an operation: URL, limit, lock, scope, repetition, error codes. Feeds the hover text and the docs. */
export function factsOf(descriptor: OperationDescriptor, notable: ErrorCode[]): string {
  const { method, path, limit, limitSource, windowMs, lockMs, scopes, retry, batch } = descriptor;
  const assumed = limitSource === 'assumed' ? ' (assumed: not documented)' : '';
  const facts = [
    `\`${method} ${path}\``,
    `${limit} calls per user in ${windowMs / 1000} s, then locked for ${lockMs / 60_000} min${assumed}`,
    `scope ${scopes.join(', ')}`,
    retryInWords[retry],
    ...(batch ? [`at most ${batch.maximum} ${batch.field} in one call`] : []),
    `codes ${notable.map(({ code }) => code).join(', ')}`,
  ];
  return `${facts.join('; ')}.`;
}
