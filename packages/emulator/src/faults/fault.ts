/** A reply of your own instead of the operation's. Nothing is executed. */
export interface StatusFault {
  readonly kind: 'status';
  /** From 200 to 599. */
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  /** The whole JSON body, in place of `code` and `message`. @default an empty body, unless there is one of those */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The user is locked out of the URL, as if the limit had been passed. Nothing is executed. */
export interface ThrottleFault {
  readonly kind: 'throttle';
  /** How the refusal is put; the accounts server has one way only. @default the quirk `throttleReply` */
  readonly dialect?: '429' | '400' | 'nested';
  /** How long the lock lasts. @default the lock of the operation; ten minutes for the token endpoint */
  readonly lockMs?: number;
  /** The header `Retry-After`, as it stands here. @default as the quirk `retryAfter` says */
  readonly retryAfter?: string;
}

/** A page instead of JSON: a gateway without its service, a captive portal, a firewall. Nothing is executed. */
export interface HtmlFault {
  readonly kind: 'html';
  /** From 200 to 599, not 204, 205 or 304. @default 502 */
  readonly status?: number;
}

/** Executed; then the JSON reply is followed by blanks, valid still, until it is past a limit. */
export interface OversizeFault {
  readonly kind: 'oversize';
  /** Length of the body. @default 16777216 (16 MiB) */
  readonly bytes?: number;
}

/** Executed; then the body of the reply comes byte by byte. */
export interface DripFault {
  readonly kind: 'drip';
  /** Milliseconds of the emulator's clock from one byte to the next. @default 1000 */
  readonly ms?: number;
}

/** A redirect instead of a reply. Nothing is executed. */
export interface RedirectFault {
  readonly kind: 'redirect';
  /** From 300 to 399. @default 302 */
  readonly status?: number;
  /** The header `Location`. @default '/login' */
  readonly location?: string;
}

/**
 * A fault without data.
 *
 * - `expire-token`: the access token of the call dies; 401 `oauthtoken_invalid`. Not for the token endpoint.
 * - `refuse-connect`: the connection is refused and nothing arrives. For the in-process door; the HTTP door, which has
 *   accepted its connection already, answers 501.
 * - `reset-before-read`: the connection is reset, nothing is executed.
 * - `stall`: nothing is executed, and nothing is ever answered.
 * - `strip-body`: executed as if the request had come without its body, as behind a proxy that strips bodies off DELETE.
 * - `commit-then-reset`: executed; then the connection is reset without a byte of the reply.
 * - `commit-then-stall`: executed; then nothing is ever answered.
 * - `commit-then-truncate`: executed; the head arrives with the length of the whole body, and half of the body, then the
 *   connection ends. A reply without a body is replaced by a reset.
 * - `reset-mid-reply`: the same, but the connection is reset where it would end.
 */
export interface BareFault {
  readonly kind:
    | 'expire-token'
    | 'refuse-connect'
    | 'reset-before-read'
    | 'stall'
    | 'strip-body'
    | 'commit-then-reset'
    | 'commit-then-stall'
    | 'commit-then-truncate'
    | 'reset-mid-reply';
}

/** A fault in full. */
export type FaultSpec =
  | StatusFault
  | ThrottleFault
  | HtmlFault
  | OversizeFault
  | DripFault
  | RedirectFault
  | BareFault;

/** What a fault is called. */
export type FaultKind = FaultSpec['kind'];

/** A fault, or its name where it needs no data. */
export type Fault = FaultSpec | Exclude<FaultKind, 'status'>;
