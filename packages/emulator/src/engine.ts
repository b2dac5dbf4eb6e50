import { serveAccounts } from './accounts/serve-accounts.ts';
import type { AccountsContext } from './accounts/token-endpoints.ts';
import type { Clock } from './clock/clock.ts';
import { deliver } from './delivery/deliver.ts';
import type { Delivery, Engine } from './delivery/delivery.ts';
import { sentStatus } from './delivery/delivery.ts';
import { hostRole } from './http/host-role.ts';
import { entryOf } from './journal/entry-of.ts';
import type { JournalBook } from './journal/journal.ts';
import type { ViolationWatch } from './journal/violations.ts';
import type { Visit } from './journal/visit.ts';
import { createVisit } from './journal/visit.ts';
import type { ApiContext } from './pipeline/serve-api.ts';
import { serveApi } from './pipeline/serve-api.ts';
import { jsonReply } from './replies/json-reply.ts';

export interface EngineContext {
  readonly api: ApiContext;
  readonly accounts: AccountsContext;
  readonly journal: JournalBook;
  readonly violations: ViolationWatch;
  readonly clock: Clock;
}

function serve(
  request: Request,
  bytes: Uint8Array,
  visit: Visit,
  { api, accounts }: EngineContext,
): Response {
  const url = new URL(request.url);
  const role = hostRole(url);
  const reply = role === 'api' ? undefined : serveAccounts(request.method, url, bytes, visit, accounts);
  if (reply !== undefined) return reply;
  return role === 'accounts'
    ? jsonReply(404, { error: 'not_found' })
    : serveApi(request, url, bytes, visit, api);
}

/** Answers a request, and writes down that it came. */
function attend(request: Request, bytes: Uint8Array, at: number, context: EngineContext): Delivery {
  const { journal, violations, clock } = context;
  const visit = createVisit(journal.next(), at);
  const delivery = deliver(serve(request, bytes, visit, context), visit.fault);
  if (delivery.manner.kind !== 'refused') {
    const entry = entryOf(visit, request, bytes, clock.mono(), sentStatus(delivery));
    journal.add(entry);
    violations.see(entry, visit.tokenBudget);
  }
  return delivery;
}

/** Answers requests to the API and to the accounts server. Both doors lead here. */
export function createEngine(context: EngineContext): Engine {
  return (request, bytes) => {
    // Whole milliseconds, as in the ids that are made of them.
    const at = Math.floor(context.clock.wall());
    const delivery = attend(request, bytes, at, context);
    delivery.reply.headers.set('date', new Date(at).toUTCString());
    return delivery;
  };
}
