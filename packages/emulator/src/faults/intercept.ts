import { jsonReply } from '../replies/json-reply.ts';
import type { FaultSpec, StatusFault } from './fault.ts';

const page =
  '<!doctype html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>';

/** The reply that a `status` fault asks for. */
export function statusReply({ status, body, code, message, headers = {} }: StatusFault): Response {
  const empty = code === undefined && message === undefined;
  const short = { ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
  return jsonReply(status, body === undefined && !empty ? short : body, headers);
}

/**
 * What answers in place of the service when a fault keeps the request from it; nothing for any other fault. Where nothing
 * is ever sent, an empty reply stands for it.
 */
export function intercept(fault: FaultSpec): Response | undefined {
  switch (fault.kind) {
    case 'refuse-connect':
    case 'reset-before-read':
    case 'stall':
      return new Response(null);
    case 'html':
      return new Response(page, {
        status: fault.status ?? 502,
        headers: { 'content-type': 'text/html;charset=UTF-8' },
      });
    case 'redirect':
      return new Response(null, {
        status: fault.status ?? 302,
        headers: { location: fault.location ?? '/login' },
      });
    default:
      return undefined;
  }
}
