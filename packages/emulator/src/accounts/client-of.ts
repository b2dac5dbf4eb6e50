import type { AccountsContext } from './accounts-context.ts';
import type { AccountsRequest } from './accounts-request.ts';
import { tokenParameters } from './accounts-request.ts';
import type { Client } from './clients.ts';
import type { RefusalCode } from './refusal.ts';

/** What a client says of itself. */
interface Presented {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

const basic = /^basic +([A-Za-z\d+/]+={0,2}) *$/iu;

/** The user name and password of HTTP, which are form-encoded on top (RFC 6749, 2.3.1). */
function fromHeader(authorization: string): Presented | undefined {
  const encoded = basic.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const decoded = new URLSearchParams(
    `id=${id.replaceAll('&', '%26')}&secret=${rest.join(':').replaceAll('&', '%26')}`,
  );
  return { clientId: decoded.get('id') ?? '', clientSecret: decoded.get('secret') ?? '' };
}

/** What a client presents; a code when it does so in two ways, or in one that is none. */
function presented(request: AccountsRequest, context: AccountsContext): Presented | RefusalCode {
  const { quirks } = context;
  const parameters = tokenParameters(request, quirks);
  const clientId = parameters.get('client_id') ?? undefined;
  const clientSecret = parameters.get('client_secret') ?? undefined;
  const authorization = request.headers.get('authorization');
  if (quirks.oauthProfile === 'zoho' || authorization === undefined)
    return { clientId: clientId ?? '', clientSecret };
  const inHeader = fromHeader(authorization);
  if (inHeader === undefined) return 'invalid_client';
  const isTwofold = clientSecret !== undefined || (clientId ?? inHeader.clientId) !== inHeader.clientId;
  return isTwofold ? 'invalid_request' : inHeader;
}

/** Who a request says that it comes from; '' if it does not say. */
export function presentedClientId(request: AccountsRequest, context: AccountsContext): string {
  const credentials = presented(request, context);
  return typeof credentials === 'string' ? '' : credentials.clientId;
}

/** The client that a request comes from, or why it is none. A host of another data centre knows no client. */
export function clientOf(
  request: AccountsRequest,
  context: AccountsContext,
  secret: 'required' | 'optional' = 'required',
): Client | RefusalCode {
  const credentials = presented(request, context);
  if (typeof credentials === 'string') return credentials;
  const client = context.clients.byId(credentials.clientId);
  if (client === undefined || request.foreign !== undefined) return 'invalid_client';
  const isLeftOut = credentials.clientSecret === undefined && secret === 'optional';
  return isLeftOut || credentials.clientSecret === client.clientSecret ? client : 'invalid_client_secret';
}
