import type { OperationId } from '@cliqkit/types';
import type { TokenStore } from '../accounts/token-store.ts';
import type { PlannedFailures } from '../faults/planned-failures.ts';
import type { CallMeter } from '../limits/call-meter.ts';
import { throttled } from '../limits/throttled.ts';
import type { Check, Quirks } from '../quirks.ts';
import { EarlyReply } from '../replies/early-reply.ts';
import { jsonReply } from '../replies/json-reply.ts';
import { refuse } from '../replies/refuse.ts';
import type { Route } from '../spec/route.ts';
import { route } from '../spec/route.ts';
import type { Workspace } from '../state/workspace.ts';
import { authorize, presentedToken } from './authorize.ts';
import type { Call } from './call.ts';
import { handlers } from './handlers.ts';
import { once } from './once.ts';
import type { Validated } from './validate.ts';
import { validate } from './validate.ts';

export interface ApiContext {
  readonly workspace: () => Workspace;
  readonly tokens: TokenStore;
  readonly meter: CallMeter;
  readonly failures: PlannedFailures;
  readonly quirks: Quirks;
  readonly now: () => number;
}

type Found = Extract<Route, { kind: 'found' }>;

function notPlayed(id: string): string {
  return `The emulator does not play ${id} yet: it needs a handler in packages/emulator/src/pipeline/handlers.ts.`;
}

/** Carries out a call that no check has refused. */
function carryOut(
  { variant, query, body }: Validated,
  found: Found,
  userId: string,
  now: number,
  context: ApiContext,
): Response {
  const { descriptor } = variant;
  const failure = context.failures.take(descriptor.id);
  if (failure !== undefined) return jsonReply(failure.status, failure.body);
  const call = {
    descriptor,
    workspace: context.workspace(),
    quirks: context.quirks,
    userId,
    id: found.id,
    path: found.path,
    now,
    query,
    body,
    defaultOf: (name: string) => Number(found.endpoint.query.get(name)?.definition.schema.default),
    refuse: (code: string, message: string) => refuse(descriptor, code, message),
  };
  // The one cast, from what was validated at run time to the types that the spec gives this operation.
  const handler = handlers[descriptor.id as OperationId] as ((call: Call<never>) => unknown) | undefined;
  if (handler === undefined) return jsonReply(501, { message: notPlayed(descriptor.id) });
  const reply = handler(call as unknown as Call<never>);
  return reply === undefined ? jsonReply(204, undefined) : jsonReply(200, reply);
}

function answer(request: Request, url: URL, bytes: Uint8Array, found: Found, context: ApiContext): Response {
  const now = context.now();
  const { endpoint } = found;
  const [{ descriptor }] = endpoint.variants;
  const token = presentedToken(request.headers, context.tokens, now);
  const authorized = once(() => authorize(request.headers, token, descriptor));
  const validated = once(() => validate(endpoint, url.searchParams, bytes));
  const checks: Readonly<Record<Check, () => unknown>> = {
    auth: authorized,
    validation: validated,
    throttle() {
      // Without a valid token nobody is known for whom the call could count.
      const lockedUntil =
        token === undefined ? undefined : context.meter.count(token.userId, descriptor, now);
      if (lockedUntil !== undefined) throw throttled(descriptor, context.quirks, lockedUntil - now);
    },
  };
  for (const name of context.quirks.checkOrder) checks[name]();
  return carryOut(validated(), found, authorized().userId, now, context);
}

/** The reply of the API. */
export function serveApi(request: Request, url: URL, bytes: Uint8Array, context: ApiContext): Response {
  const found = route(request.method, url.pathname);
  if (found.kind === 'unknown') {
    return jsonReply(404, { code: 'request_url_invalid', message: 'This URL does not exist.' });
  }
  if (found.kind === 'wrong-method') {
    return jsonReply(
      405,
      { message: 'This method is not allowed here.' },
      { allow: found.allowed.join(', ') },
    );
  }
  try {
    return answer(request, url, bytes, found, context);
  } catch (error) {
    if (error instanceof EarlyReply) return error.reply;
    throw error;
  }
}
