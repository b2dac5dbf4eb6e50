import type { Visit } from '../journal/visit.ts';
import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';
import { emptyReply } from '../replies/reply.ts';
import type { AccountsState } from './accounts-context.ts';
import type { AccountsRequest } from './accounts-request.ts';
import type { AuthorizationRequest, WayBack } from './authorization-request.ts';
import { readAuthorization } from './authorization-request.ts';
import { consentForm } from './consent-form.ts';
import type { Decision } from './decision.ts';
import { readDecision } from './decision.ts';
import { html } from './html.ts';
import { refusedForm } from './own-form.ts';
import { notice, pageReply } from './page.ts';
import { policySource } from './redirect-uri.ts';

/** Where a client sends its users to. */
export const authorizationPath = '/oauth/v2/auth';

/** Sends a user back, with an answer in the query and whatever the client has in it already. */
function sendBack(
  { target, state }: WayBack,
  answer: Readonly<Record<string, string>>,
  { origin }: AccountsRequest,
  { quirks }: AccountsState,
): Reply {
  const parameters = new URLSearchParams({
    ...answer,
    ...(state === undefined ? {} : { state }),
    ...(quirks.oauthProfile === 'rfc' ? { iss: origin } : {}),
  });
  // By hand, because `searchParams` would write the client's own query anew.
  const location = `${target.href}${target.search === '' && !target.href.endsWith('?') ? '?' : '&'}${parameters}`;
  return emptyReply(302, { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
}

function decide(
  asked: AuthorizationRequest,
  decision: Decision,
  request: AccountsRequest,
  { at }: Visit,
  context: AccountsState,
): Reply {
  if (decision === 'denied') return sendBack(asked, { error: 'access_denied' }, request, context);
  const { client, scopes, redirectUri, challenge, offline, prompted } = asked;
  const order = {
    userId: decision.userId,
    client: client.name,
    scopes,
    offline,
    prompted,
    ...(redirectUri === undefined ? {} : { redirectUri }),
    ...(challenge === undefined ? {} : { challenge }),
  };
  const answer = {
    code: context.codes.issue(order, at),
    location: context.dataCenter ?? 'us',
    'accounts-server': request.origin,
  };
  return sendBack(asked, answer, request, context);
}

function ask(
  asked: AuthorizationRequest,
  { path, parameters }: AccountsRequest,
  users: AccountsState['users'],
): Reply {
  const { client, scopes, target } = asked;
  return pageReply({
    status: 200,
    title: `${client.name}: consent`,
    formTargets: [policySource(target)],
    content: consentForm({
      client: client.name,
      scopes,
      users: users.values(),
      action: `${path}?${parameters}`,
      outcome: html`Then you go back to <bdi>${target.origin === 'null' ? target.protocol : target.origin}</bdi>.`,
    }),
  });
}

/** Answers `/oauth/v2/auth`: asks the user (GET), and sends the decision to the client (POST). */
export function serveAuthorization(request: AccountsRequest, visit: Visit, context: AccountsState): Reply {
  if (request.method !== 'GET' && request.method !== 'POST')
    return jsonReply(405, { error: 'method_not_allowed' }, { allow: 'GET, POST' });
  const refused = refusedForm(request);
  if (refused !== undefined) return refused;
  const read = readAuthorization(request, context);
  if (read.kind === 'lost') return notice(400, 'This link is broken', read.text);
  if (read.kind === 'refused') {
    return context.quirks.oauthProfile === 'rfc'
      ? sendBack(read.back, { error: read.error, error_description: read.text }, request, context)
      : notice(400, 'This link is broken', read.text);
  }
  if (request.method === 'GET') return ask(read.asked, request, context.users);
  const decision = readDecision(request.form, context.users);
  return decision === undefined
    ? notice(400, 'Nothing was decided', 'Choose a user who is there, and allow or deny.')
    : decide(read.asked, decision, request, visit, context);
}
