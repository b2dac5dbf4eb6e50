import type { ServerResponse } from 'node:http';
import type { RequestHead } from '../delivery/request-head.ts';

/** What answers a request for the emulator itself. */
export interface InsideRoute {
  /** The most that the body may have. A longer one is refused with 413 before it comes here. */
  readonly maxBodyBytes: number;
  /** Answers. A stream of events may go on writing after this has returned; it ends with the door at the latest. */
  answer(body: Uint8Array, outgoing: ServerResponse): void | Promise<void>;
}

/**
 * Finds what answers a request for the emulator itself: its page, its admin API. Nothing for a path that there is not.
 * The door has checked the host and the origin by then: no page of another origin comes this far.
 */
export type Inside = (request: RequestHead) => InsideRoute | undefined;

const prefix = '/_emulator/';

/** Whether a path belongs to the emulator itself, and to neither the API nor the accounts server. */
export function isInside(pathname: string): boolean {
  return pathname === '/' || pathname.startsWith(prefix) || pathname === '/_emulator';
}
