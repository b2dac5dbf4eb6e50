import type { Reply } from './reply.ts';
import { emptyReply, textReply } from './reply.ts';

/** A reply with a JSON body, or an empty one when there is nothing to say or the status allows no body. */
export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  if (body === undefined || status === 204 || status === 205 || status === 304) {
    return emptyReply(status, headers);
  }
  return textReply(status, 'application/json;charset=UTF-8', JSON.stringify(body), headers);
}
