import type { AccountsState } from './accounts-context.ts';
import type { AccountsRequest } from './accounts-request.ts';
import type { Client } from './clients.ts';
import type { Challenge } from './pkce.ts';
import { readChallenge } from './pkce.ts';
import { allowedRedirect } from './redirect-uri.ts';
import { readScopes } from './scopes.ts';

/** Where the user of a client goes back to. */
export interface WayBack {
  /** As the client has sent it; the exchange has to repeat it. Nothing where the client left it to its registration. */
  readonly redirectUri: string | undefined;
  readonly target: URL;
  readonly state: string | undefined;
}

/** What a client asks of a user. */
export interface AuthorizationRequest extends WayBack {
  readonly client: Client;
  readonly scopes: ReadonlySet<string>;
  readonly offline: boolean;
  readonly prompted: boolean;
  readonly challenge: Challenge | undefined;
}

/** Why an authorization request cannot be put to a user. */
type AuthorizationProblem =
  /** Nobody is sent back: it is not known where to. */
  | { readonly kind: 'lost'; readonly text: string }
  /** The client can be told, in the words of the standard (RFC 6749, 4.1.2.1). */
  | { readonly kind: 'refused'; readonly error: string; readonly text: string; readonly back: WayBack };

type Read = { readonly kind: 'asked'; readonly asked: AuthorizationRequest } | AuthorizationProblem;

/** Where to go back to. Left out, the only registered URI stands for it, where the profile is the standard's. */
function readWayBack(
  parameters: URLSearchParams,
  { redirectUris }: Client,
  { quirks }: AccountsState,
): WayBack | undefined {
  const redirectUri = parameters.get('redirect_uri') ?? undefined;
  const only = quirks.oauthProfile === 'rfc' && redirectUris.length === 1 ? redirectUris[0] : undefined;
  const target = allowedRedirect(redirectUri ?? only ?? '', redirectUris);
  const state = parameters.get('state') ?? undefined;
  return target === undefined ? undefined : { redirectUri, target, state };
}

/** Reads an authorization request. */
export function readAuthorization({ parameters, foreign }: AccountsRequest, context: AccountsState): Read {
  const isStandard = context.quirks.oauthProfile === 'rfc';
  const client = context.clients.byId(parameters.get('client_id') ?? '');
  if (client === undefined || foreign !== undefined)
    return {
      kind: 'lost',
      text: 'No client has the id in it. Is it one of this emulator, and of this data centre?',
    };
  const back = readWayBack(parameters, client, context);
  if (back === undefined)
    return {
      kind: 'lost',
      text:
        client.redirectUris.length > 0
          ? 'Its redirect URI is none that the client has registered.'
          : 'Its redirect URI has to be an http URL of this machine, or an https URL, without a fragment.',
    };
  const refused = (error: string, text: string): Read => ({ kind: 'refused', error, text, back });

  const responseType = parameters.get('response_type');
  if (responseType === null) return refused('invalid_request', 'It has no response type.');
  if (responseType !== 'code')
    return refused('unsupported_response_type', 'The only response type here is `code`.');
  const scopes = readScopes(parameters.get('scope'));
  if (scopes === undefined || scopes.size === 0) return refused('invalid_scope', 'It asks for no scope.');
  const accessType = parameters.get('access_type') ?? (isStandard ? 'offline' : 'online');
  if (accessType !== 'online' && accessType !== 'offline')
    return refused('invalid_request', 'The access type is neither online nor offline.');
  const challenge = readChallenge(parameters);
  if (challenge === undefined)
    return refused('invalid_request', 'Its code challenge or the method of it is malformed.');
  return {
    kind: 'asked',
    asked: {
      ...back,
      client,
      scopes,
      offline: accessType === 'offline',
      // The standard knows no refresh token that is held back.
      prompted: isStandard || parameters.get('prompt') === 'consent',
      challenge: challenge === 'none' ? undefined : challenge,
    },
  };
}
