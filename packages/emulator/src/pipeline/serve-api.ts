import type { OperationDescriptor } from '@cliqkit/types';
import type { AccessToken, TokenStore } from '../accounts/token-store.ts';
import type { RequestHead } from '../delivery/request-head.ts';
import type { FaultKind, FaultSpec } from '../faults/fault.ts';
import type { FaultBook, Threat } from '../faults/fault-book.ts';
import { intercept, statusReply } from '../faults/intercept.ts';
import { strike } from '../faults/strike.ts';
import type { Visit } from '../journal/visit.ts';
import type { CallMeter } from '../limits/call-meter.ts';
import { throttled } from '../limits/throttled.ts';
import type { Check, Quirks } from '../quirks.ts';
import { EarlyReply } from '../replies/early-reply.ts';
import { jsonReply } from '../replies/json-reply.ts';
import type { Reply } from '../replies/reply.ts';
import type { Route } from '../spec/route.ts';
import { route } from '../spec/route.ts';
import type { Workspace } from '../state/workspace.ts';
import { workspaceAt } from '../state/workspace-at.ts';
import { authorize, presentedToken } from './authorize.ts';
import { carryOut } from './carry-out.ts';
import { once } from './once.ts';
import { operationOf } from './operation-of.ts';
import { validate } from './validate.ts';

export interface ApiContext {
  readonly workspace: () => Workspace;
  readonly tokens: TokenStore;
  readonly meter: CallMeter;
  readonly faults: FaultBook;
  readonly quirks: Quirks;
}

/** A request to the API. */
interface Asked {
  readonly request: RequestHead;
  readonly bytes: Uint8Array;
  readonly found: Extract<Route, { kind: 'found' }>;
  /** The one that the URL leads to. */
  readonly workspace: Workspace;
  readonly visit: Visit;
}

function unknownUrl(): Reply {
  return jsonReply(404, { code: 'request_url_invalid', message: 'This URL does not exist.' });
}

/** Faults that strike on the way, before the service looks at a call. */
const onTheWay: ReadonlySet<FaultKind> = new Set([
  'refuse-connect',
  'reset-before-read',
  'stall',
  'html',
  'redirect',
  'strip-body',
]);

/** The refusal with which a fault answers a call that has passed all checks; nothing when the call is carried out. */
function refusalBy(
  fault: FaultSpec,
  { at }: Visit,
  userId: string,
  descriptor: OperationDescriptor,
  { meter, quirks }: ApiContext,
): Reply | undefined {
  if (fault.kind === 'status') return statusReply(fault);
  if (fault.kind !== 'throttle') return undefined;
  const lockedUntil = meter.lock(userId, descriptor, at, fault.lockMs);
  return throttled(descriptor, quirks, lockedUntil - at, fault).reply;
}

/** Checks a call and carries it out, unless its fault comes in between. */
function serve(
  asked: Asked,
  token: AccessToken | undefined,
  threat: Threat | undefined,
  context: ApiContext,
): Reply {
  const { request, bytes, visit, found, workspace } = asked;
  const [{ descriptor }] = found.endpoint.variants;
  const authorized = once(() => authorize(request.headers, token, descriptor));
  const validated = once(() => validate(found.endpoint, request.url.searchParams, bytes));
  const checks: Readonly<Record<Check, () => unknown>> = {
    auth: authorized,
    validation: validated,
    throttle() {
      // Without a valid token nobody is known for whom the call could count.
      const refused =
        token === undefined ? undefined : context.meter.count(token.userId, descriptor, visit.at);
      visit.overLimit = refused?.reason === 'over-limit';
      if (refused !== undefined) throw throttled(descriptor, context.quirks, refused.lockedUntil - visit.at);
    },
  };
  visit.checkOrder = context.quirks.checkOrder;
  for (const name of visit.checkOrder) {
    visit.check = name;
    checks[name]();
  }
  visit.check = 'passed';
  const { userId } = authorized();
  const refusal =
    threat === undefined ? undefined : refusalBy(strike(threat, visit), visit, userId, descriptor, context);
  return refusal ?? carryOut(validated(), found, userId, visit, { workspace, quirks: context.quirks });
}

function answer(asked: Asked, context: ApiContext): Reply {
  const { request, bytes, visit, found, workspace } = asked;
  const { tokens, meter, faults } = context;
  const [{ descriptor }] = found.endpoint.variants;
  const presented = presentedToken(request.headers);
  const token = presented === undefined ? undefined : tokens.find(presented, visit.at);
  // A network does not exist for those who are not in it.
  if (token !== undefined && !workspace.users.has(token.userId)) return unknownUrl();
  const operation = operationOf(found.endpoint, request.url.searchParams, bytes);
  visit.operation = operation;
  if (presented !== undefined) visit.token = presented;
  if (token !== undefined) {
    visit.userId = token.userId;
    visit.locked = meter.isLocked(token.userId, descriptor, visit.at);
  }
  const threat = faults.threat(operation);
  if (threat !== undefined && onTheWay.has(threat.fault.kind)) {
    const stripped = { ...asked, bytes: new Uint8Array() };
    return intercept(strike(threat, visit)) ?? serve(stripped, token, undefined, context);
  }
  if (threat?.fault.kind === 'expire-token') {
    if (token === undefined) return serve(asked, token, undefined, context);
    strike(threat, visit);
    tokens.revoke(token.value);
    return serve(asked, undefined, undefined, context);
  }
  return serve(asked, token, threat, context);
}

/** The reply of the API. */
export function serveApi(request: RequestHead, bytes: Uint8Array, visit: Visit, context: ApiContext): Reply {
  const found = route(request.method, request.url.pathname);
  if (found.kind === 'unknown') return unknownUrl();
  const workspace = workspaceAt(context.workspace(), found.network);
  if (workspace === undefined) return unknownUrl();
  if (found.kind === 'wrong-method') {
    return jsonReply(
      405,
      { message: 'This method is not allowed here.' },
      { allow: found.allowed.join(', ') },
    );
  }
  try {
    return answer({ request, bytes, found, workspace, visit }, context);
  } catch (error) {
    if (error instanceof EarlyReply) return error.reply;
    throw error;
  }
}
