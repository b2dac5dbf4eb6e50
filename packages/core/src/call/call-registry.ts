import type { Call } from './call.ts';
import { CliqRequest } from './request.ts';

const calls = new WeakMap<Request, Call>();

/** The call that a request belongs to: its maker's, or the one `aliasDispatch` found for it. */
export function callOf(request: Request | CliqRequest): Call | undefined {
  return request instanceof CliqRequest ? request.call : calls.get(request);
}

/** Remembers the call of a web-standard request, for as long as the request lives. */
export function registerCall(request: Request, call: Call): void {
  calls.set(request, call);
}
