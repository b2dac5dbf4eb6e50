import type { OperationDescriptor } from '@cliqkit/types';
import type { AccessToken } from '../accounts/token-store.ts';
import type { RequestHead } from '../delivery/request-head.ts';
import { EarlyReply } from '../replies/early-reply.ts';
import { refuse } from '../replies/refuse.ts';
import { textReply } from '../replies/reply.ts';

const scheme = /^(?:zoho-oauthtoken|bearer) +(\S+)$/iu;

/** The token that a request presents, valid or not. */
export function presentedToken(headers: RequestHead['headers']): string | undefined {
  return scheme.exec(headers.get('authorization') ?? '')?.[1];
}

/** The token of a request that may call this operation; refuses any other request. */
export function authorize(
  headers: RequestHead['headers'],
  token: AccessToken | undefined,
  descriptor: OperationDescriptor,
): AccessToken {
  if (!headers.has('authorization')) {
    // Observed: no JSON at all for a request without the header.
    throw new EarlyReply(textReply(401, 'text/html', ''));
  }
  if (token === undefined) throw refuse(descriptor, 'oauthtoken_invalid', 'The access token is not valid.');
  if (!descriptor.scopes.every((scope) => token.scopes.has(scope))) {
    throw refuse(descriptor, 'oauthtoken_scope_invalid', 'The access token lacks a scope of this operation.');
  }
  return token;
}
