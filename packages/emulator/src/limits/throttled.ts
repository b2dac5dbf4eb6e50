import type { OperationDescriptor } from '@cliqkit/types';
import type { ThrottleFault } from '../faults/fault.ts';
import type { Quirks } from '../quirks.ts';
import { EarlyReply } from '../replies/early-reply.ts';
import { jsonReply } from '../replies/json-reply.ts';
import { statusOf } from '../replies/refuse.ts';

const text = 'Too many calls of this URL in a short time.';
/** As others have seen it (CLIQ.md, B). */
const observedText = 'You have exceeded the URL throttle limits.';

function bodyAndCode(dialect: Quirks['throttleReply']): { code: string; body: unknown } {
  if (dialect === '400')
    return {
      code: 'request_limit_exceeded',
      body: { code: 'request_limit_exceeded', message: observedText },
    };
  const code = 'rate_limit_exceeded';
  return { code, body: dialect === 'nested' ? { error: { code, message: text } } : { message: text } };
}

/** The refusal of a call over the limit, during a lock, or by a fault that may have its own way to put it. */
export function throttled(
  descriptor: OperationDescriptor,
  quirks: Pick<Quirks, 'throttleReply' | 'retryAfter'>,
  remainingMs: number,
  { dialect = quirks.throttleReply, retryAfter }: Partial<ThrottleFault> = {},
): EarlyReply {
  const { code, body } = bodyAndCode(dialect);
  const present = quirks.retryAfter === 'present' ? String(Math.ceil(remainingMs / 1000)) : undefined;
  const value = retryAfter ?? present;
  const headers = value === undefined ? {} : { 'retry-after': value };
  return new EarlyReply(jsonReply(statusOf(descriptor, code), body, headers));
}
