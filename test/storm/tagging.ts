import type { Middleware, OperationDescriptor } from 'cliqkit';
import { tagHeader } from './wire.ts';

/** Tells which call of a storm a request belongs to. */
export interface Tagging {
  /** A signal for a call: whatever is sent under it is the call's. */
  register(signal: AbortSignal, number: number): void;
  /** Puts the tag on every request: number of the call, and which of its requests. */
  readonly middleware: Middleware;
  /** The operation that was asked for under a tag. */
  readonly operations: ReadonlyMap<string, OperationDescriptor>;
}

export function createTagging(): Tagging {
  const numbers = new WeakMap<AbortSignal, number>();
  const counts = new Map<number, number>();
  const operations = new Map<string, OperationDescriptor>();
  return {
    register: (signal, number) => void numbers.set(signal, number),
    middleware: (request, call, next) => {
      const number = (call.signal && numbers.get(call.signal)) ?? Number.NaN;
      const count = counts.get(number) ?? 0;
      counts.set(number, count + 1);
      const tag = `${number}.${count}`;
      if (call.operation) operations.set(tag, call.operation);
      return next(request.withHeader(tagHeader, tag));
    },
    operations,
  };
}

/** Number of the call that a tag belongs to. */
export function numberOf(tag: string): number {
  return Number.parseInt(tag, 10);
}
