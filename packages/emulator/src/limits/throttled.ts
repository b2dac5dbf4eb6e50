import type { OperationDescriptor } from '@cliqkit/types';
import type { Quirks } from '../quirks.ts';
import { EarlyReply } from '../replies/early-reply.ts';
import { jsonReply } from '../replies/json-reply.ts';
import { statusOf } from '../replies/refuse.ts';

const text = 'Too many calls of this URL in a short time.';

function bodyAndCode(dialect: Quirks['throttleReply']): { code: string; body: unknown } {
  if (dialect === '400')
    return { code: 'request_limit_exceeded', body: { code: 'request_limit_exceeded', message: text } };
  const code = 'rate_limit_exceeded';
  return { code, body: dialect === 'nested' ? { error: { code, message: text } } : { message: text } };
}

/** The refusal of a call over the limit, or during a lock. */
export function throttled(
  descriptor: OperationDescriptor,
  quirks: Pick<Quirks, 'throttleReply' | 'retryAfter'>,
  remainingMs: number,
): EarlyReply {
  const { code, body } = bodyAndCode(quirks.throttleReply);
  const headers =
    quirks.retryAfter === 'present' ? { 'retry-after': String(Math.ceil(remainingMs / 1000)) } : {};
  return new EarlyReply(jsonReply(statusOf(descriptor, code), body, headers));
}
