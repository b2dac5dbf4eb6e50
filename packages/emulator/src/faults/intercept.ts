import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';
import { emptyReply, textReply } from '../replies/reply.ts';
import type { FaultSpec, StatusFault } from './fault.ts';

const page =
  '<!doctype html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>';

/** The reply that a `status` fault asks for. */
export function statusReply({ status, body, code, message, headers = {} }: StatusFault): Reply {
  const empty = code === undefined && message === undefined;
  const short = { ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
  // A fault may write them as it likes.
  const lowerCased = Object.fromEntries(new Headers(headers));
  return jsonReply(status, body === undefined && !empty ? short : body, lowerCased);
}

/**
 * What answers in place of the service when a fault keeps the request from it; nothing for any other fault. Where nothing
 * is ever sent, an empty reply stands for it.
 */
export function intercept(fault: FaultSpec): Reply | undefined {
  switch (fault.kind) {
    case 'refuse-connect':
    case 'reset-before-read':
    case 'stall':
      return emptyReply(200);
    case 'html':
      return textReply(fault.status ?? 502, 'text/html;charset=UTF-8', page);
    case 'redirect':
      return emptyReply(fault.status ?? 302, { location: fault.location ?? '/login' });
    default:
      return undefined;
  }
}
