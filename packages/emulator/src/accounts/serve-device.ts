import type { Visit } from '../journal/visit.ts';
import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';
import type { AccountsContext } from './accounts-context.ts';
import type { AccountsRequest } from './accounts-request.ts';
import { tokenParameters } from './accounts-request.ts';
import { clientOf } from './client-of.ts';
import { deviceLifetimeMs, pollIntervalMs } from './device-store.ts';
import { grantConsent } from './grants.ts';
import { issueTokens } from './issue-tokens.ts';
import { refusal } from './refusal.ts';
import { readScopes } from './scopes.ts';
import { isWellFormed, underFaults } from './token-endpoints.ts';

/** Where a user enters the code of a device. */
export const devicePagePath = '/oauth/v3/device';

/** A device asks the centre of its client, whose user may be at home in another; so every centre knows the clients. */
function anywhere(request: AccountsRequest): AccountsRequest {
  return { ...request, foreign: undefined };
}

/** Answers `POST /oauth/v3/device/code`. */
export function serveDeviceCode(request: AccountsRequest, { at }: Visit, context: AccountsContext): Reply {
  const { quirks, devices } = context;
  const isStandard = quirks.oauthProfile === 'rfc';
  if (!isWellFormed(request, context)) return refusal('invalid_request', quirks);
  const parameters = tokenParameters(request, quirks);
  if (!isStandard && parameters.get('grant_type') !== 'device_request')
    return refusal('unsupported_grant_type', quirks);
  const client = clientOf(anywhere(request), context, 'optional');
  if (typeof client === 'string') return refusal(client, quirks);
  const scopes = readScopes(parameters.get('scope'));
  if (scopes === undefined || scopes.size === 0) return refusal('invalid_scope', quirks);

  const accessType = parameters.get('access_type') ?? (isStandard ? 'offline' : 'online');
  const prompted = isStandard || parameters.get('prompt') === 'consent';
  const order = { client: client.name, scopes, offline: accessType === 'offline', prompted };
  const { deviceCode, userCode } = devices.start(order, at);
  const page = `${request.origin}${devicePagePath}`;
  const unit = isStandard || quirks.deviceTimes === 'seconds' ? 1000 : 1;
  return jsonReply(200, {
    user_code: userCode,
    device_code: deviceCode,
    [isStandard ? 'verification_uri' : 'verification_url']: page,
    verification_uri_complete: `${page}?user_code=${userCode}`,
    expires_in: deviceLifetimeMs / unit,
    interval: pollIntervalMs / unit,
  });
}

/** Answers `POST /oauth/v3/device/token`. A poll is a token request from when there is a token for it. */
export function serveDeviceToken(request: AccountsRequest, visit: Visit, context: AccountsContext): Reply {
  const { quirks, devices, dataCenter } = context;
  if (!isWellFormed(request, context)) return refusal('invalid_request', quirks);
  const parameters = tokenParameters(request, quirks);
  if (parameters.get('grant_type') !== 'device_token') return refusal('unsupported_grant_type', quirks);
  const client = clientOf(anywhere(request), context);
  if (typeof client === 'string') return refusal(client, quirks);
  const deviceCode = parameters.get('code') ?? '';
  const polled = devices.poll(deviceCode, client.name, visit.at);
  if (typeof polled === 'string') return refusal(polled, quirks);
  if (request.foreign !== undefined && dataCenter !== undefined)
    return refusal('other_dc', quirks, { user_location: dataCenter });
  return underFaults(request, visit, context, (arrived) => {
    if (!arrived.parameters.has('code')) return refusal('unsupported_grant_type', quirks);
    devices.finish(deviceCode);
    const grant = grantConsent({ ...polled.order, userId: polled.userId }, client, context);
    return issueTokens(grant, client, visit, context);
  });
}
