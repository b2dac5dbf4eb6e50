const signInAgain =
  'The refresh token or code is not valid: revoked, used up, too old, or of another data centre. Sign in again, and check dataCenter.';
const checkType = 'The client may not use this grant. Check its type in the API console.';
const checkRedirect = 'redirectUri is not the one that the client is registered with. Check both.';

/**
 * What the accounts server's refusals ask for. None of them goes away by asking again (CLIQ: OAuth; the codes of RFC 6749
 * beside Zoho's own).
 */
const advice: Readonly<Record<string, string>> = {
  invalid_code: signInAgain,
  invalid_grant: signInAgain,
  invalid_client: 'The client id is not known here. Check clientId, and dataCenter: a client belongs to one.',
  invalid_client_secret:
    'The client secret does not belong to the client id. Check clientSecret, and dataCenter.',
  unauthorized_client: checkType,
  unsupported_grant_type: checkType,
  invalid_redirect_uri: checkRedirect,
  redirect_uri_mismatch: checkRedirect,
  invalid_scope: 'A scope does not exist. Check the scopes.',
  access_denied: 'The user or the organisation has refused. Ask them.',
  invalid_request: 'The request lacks something. Check the credentials.',
};

/** What to do about a refusal that is final; undefined for one that is not known as such. */
export function adviceOnRefusal(code: string): string | undefined {
  return Object.hasOwn(advice, code) ? advice[code] : undefined;
}
