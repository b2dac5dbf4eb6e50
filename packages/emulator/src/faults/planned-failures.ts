import type { OperationId } from '@cliqkit/types';

/** What an operation answers instead of being carried out. */
export interface FailureReply {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  /** The whole body, in place of `code` and `message`. */
  readonly body?: unknown;
}

/** Failures that a test asked for. */
export interface PlannedFailures {
  plan(operationId: OperationId, reply: FailureReply, times: number): void;
  /** The next planned failure of an operation, used up by asking. */
  take(operationId: string): { readonly status: number; readonly body: unknown } | undefined;
  clear(): void;
}

function bodyOf({ body, code, message }: FailureReply): unknown {
  if (body !== undefined) return body;
  if (code === undefined && message === undefined) return undefined;
  return { ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
}

export function createPlannedFailures(): PlannedFailures {
  const plans = new Map<string, FailureReply[]>();
  return {
    plan(operationId, reply, times) {
      if (!Number.isInteger(reply.status) || reply.status < 200 || reply.status > 599) {
        throw new TypeError(`@cliqkit/emulator: ${reply.status} is not a status; give one from 200 to 599`);
      }
      const queue = plans.get(operationId) ?? [];
      plans.set(operationId, [...queue, ...Array.from({ length: times }, () => reply)]);
    },
    take(operationId) {
      const reply = plans.get(operationId)?.shift();
      return reply === undefined ? undefined : { status: reply.status, body: bodyOf(reply) };
    },
    clear: () => plans.clear(),
  };
}
