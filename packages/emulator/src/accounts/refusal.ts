import type { Quirks } from '../quirks.ts';
import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';
import type { PollRefusal } from './device-store.ts';

/** Why the accounts server refuses, in Zoho's words, and in those of the standard where Zoho has none. */
export type RefusalCode =
  | PollRefusal
  | 'invalid_client'
  | 'invalid_client_secret'
  | 'invalid_request'
  | 'invalid_scope'
  | 'invalid_token'
  | 'other_dc'
  | 'unsupported_grant_type';

/** Status and code of the standards, where they differ from 400 and Zoho's code: RFC 6749, 5.2, and RFC 8628, 3.5. */
const standard: ReadonlyMap<RefusalCode, readonly [number, string]> = new Map<
  RefusalCode,
  readonly [number, string]
>([
  ['expired', [400, 'expired_token']],
  ['invalid_client', [401, 'invalid_client']],
  ['invalid_client_secret', [401, 'invalid_client']],
  ['invalid_code', [400, 'invalid_grant']],
  ['invalid_token', [400, 'invalid_grant']],
]);

/**
 * The refusal of a request by the accounts server. Zoho's comes with status 200 (CLIQ.md, B).
 *
 * @param more - Fields beside the code.
 */
export function refusal(
  code: RefusalCode,
  quirks: Pick<Quirks, 'oauthProfile'>,
  more: Readonly<Record<string, string>> = {},
): Reply {
  if (quirks.oauthProfile === 'zoho') return jsonReply(200, { error: code, ...more });
  const [status, error] = standard.get(code) ?? [400, code];
  const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="accounts", charset="UTF-8"' } : {};
  return jsonReply(status, { error, ...more }, challenge);
}
