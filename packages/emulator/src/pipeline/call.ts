import type { ErrorCode, OperationDescriptor, OperationId } from '@cliqkit/types';
import type { Quirks } from '../quirks.ts';
import type { EarlyReply } from '../replies/early-reply.ts';
import type { BodyOf, QueryOf, ReplyOf } from '../spec/operation-types.ts';
import type { Workspace } from '../state/workspace.ts';

/** Whatever can refuse with one of these codes. Helpers of several operations ask for no more codes than they use. */
export interface Refuser<Code extends string> {
  readonly refuse: (code: Code, message: string) => EarlyReply;
}

/** What every call has, whatever its operation. */
export interface CallContext {
  /** The organisation's, or that of the network which the URL names. */
  readonly workspace: Workspace;
  readonly quirks: Quirks;
  /** Who calls. */
  readonly userId: string;
  /** The chat, channel, thread or folder that the URL names; empty where it names none. */
  readonly id: string;
  /** All ids that the URL names, in its order. */
  readonly ids: readonly string[];
  /** The path after `/api/v3`, as it was sent. */
  readonly path: string;
  readonly now: number;
}

/** A call that has passed all checks. */
export interface Call<Id extends OperationId> extends CallContext, Refuser<ErrorCode<Id>> {
  readonly descriptor: OperationDescriptor;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
  /** The value that the spec gives a number in the query when it is left out. */
  readonly defaultOf: (parameter: string) => number;
}

/** Carries out an operation: checks everything, throws what it refuses, and only then changes something. */
export type Handler<Id extends OperationId> = (call: Call<Id>) => ReplyOf<Id>;
