import type { Fault } from '@cliqkit/emulator';

/**
 * What a client can know of a send that met a fault.
 * - `unsent`: it never left; nothing can have happened.
 * - `throttled`, `expired`: refused before it was carried out, and welcome later, or with another token.
 * - `forbidden`: refused before it was carried out, for good.
 * - `unclear`: no reply that says whether it was carried out.
 */
export type Kind = 'unsent' | 'throttled' | 'expired' | 'forbidden' | 'unclear';

/** One fault, as the service plays it and as a client sees it. */
export interface Instruction {
  readonly name: string;
  readonly fault: Fault;
  readonly kind: Kind;
  /** Whether the service carries the call out, which the client cannot see. */
  readonly executes: boolean;
  /** Whether the client gets to see the head of the service's reply, so that it knows a refusal for one. */
  readonly showsHead?: boolean;
  /** Class of the error that a call ends with when this is the end of it. */
  readonly error: string;
}

function refused(name: string, kind: Kind, error: string, fault: Fault): Instruction {
  return { name, fault, kind, executes: false, error };
}

function unclear(name: string, executes: boolean, error: string, fault: Fault): Instruction {
  return { name, fault, kind: 'unclear', executes, error };
}

/** The fourteen. Their order is part of the matrix: it pairs each with the one that follows it. */
export const instructions: readonly Instruction[] = [
  unclear('500', false, 'ApiError', { kind: 'status', status: 500 }),
  unclear('502-html', false, 'ApiError', 'html'),
  unclear('503', false, 'ApiError', { kind: 'status', status: 503 }),
  unclear('504', false, 'ApiError', { kind: 'status', status: 504 }),
  refused('429-lock', 'throttled', 'RateLimitError', { kind: 'throttle', dialect: '429' }),
  refused('400-throttle', 'throttled', 'RateLimitError', { kind: 'throttle', dialect: '400' }),
  refused('401-once', 'expired', 'AuthError', 'expire-token'),
  refused('403', 'forbidden', 'PermissionError', { kind: 'status', status: 403 }),
  refused('refuse-connect', 'unsent', 'ConnectionError', 'refuse-connect'),
  unclear('reset-before-read', false, 'ConnectionError', 'reset-before-read'),
  unclear('commit-then-reset', true, 'ConnectionError', 'commit-then-reset'),
  unclear('commit-then-stall', true, 'TimeoutError', 'commit-then-stall'),
  { ...unclear('commit-then-truncate', true, 'ConnectionError', 'commit-then-truncate'), showsHead: true },
  { ...unclear('reset-mid-reply', true, 'ConnectionError', 'reset-mid-reply'), showsHead: true },
];
