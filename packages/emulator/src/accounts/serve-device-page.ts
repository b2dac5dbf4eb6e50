import type { Visit } from '../journal/visit.ts';
import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';
import type { AccountsContext } from './accounts-context.ts';
import type { AccountsRequest } from './accounts-request.ts';
import { consentForm } from './consent-form.ts';
import { readDecision } from './decision.ts';
import type { DeviceRequest } from './device-store.ts';
import { html } from './html.ts';
import { refusedForm } from './own-form.ts';
import { notice, pageReply } from './page.ts';

/** Asks for the code. A code that was tried is not shown again: it was a wrong one. */
function askForCode(status: number, path: string, problem?: string): Reply {
  return pageReply({
    status,
    title: 'Connect a device',
    content: html`<h1>Connect a device</h1>
<p>Enter the code that it shows.</p>
${problem === undefined ? '' : html`<p class="warn" role="alert">${problem}</p>\n`}<form method="get" action="${path}">
<label for="code">Code</label>
<input class="code" id="code" name="user_code" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false">
<div class="choice"><button class="main">Continue</button></div>
</form>`,
  });
}

function ask(device: DeviceRequest, userCode: string, path: string, users: AccountsContext['users']): Reply {
  return pageReply({
    status: 200,
    title: `${device.client}: consent`,
    content: consentForm({
      client: device.client,
      scopes: device.scopes,
      users: users.values(),
      action: `${path}?${new URLSearchParams({ user_code: userCode })}`,
      outcome: html`Allow only if your device shows the code <bdi>${userCode}</bdi>.`,
    }),
  });
}

/** Answers the page where a user enters the code of a device, and decides about it. */
export function serveDevicePage(request: AccountsRequest, { at }: Visit, context: AccountsContext): Reply {
  const { method, path, parameters, form } = request;
  if (method !== 'GET' && method !== 'POST')
    return jsonReply(405, { error: 'method_not_allowed' }, { allow: 'GET, POST' });
  const refused = refusedForm(request);
  if (refused !== undefined) return refused;
  const userCode = parameters.get('user_code') ?? undefined;
  if (userCode === undefined) return askForCode(200, path);
  const device = context.devices.awaiting(userCode, at);
  if (device === undefined)
    return askForCode(400, path, 'No device waits with this code. It may have expired, or been used.');
  const decision = method === 'POST' && form.has('decision') ? readDecision(form, context.users) : 'open';
  if (decision === 'open') return ask(device, userCode, path, context.users);
  if (decision === undefined)
    return notice(400, 'Nothing was decided', 'Choose a user who is there, and allow or deny.');
  device.decision = decision;
  return decision === 'denied'
    ? notice(200, 'Denied', 'The device was not let in. You can close this page.')
    : notice(200, 'Done', 'The device goes on by itself in a moment. You can close this page.');
}
