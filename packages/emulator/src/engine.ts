import type { AccountsContext } from './accounts/accounts-context.ts';
import { serveAccounts } from './accounts/serve-accounts.ts';
import type { Clock } from './clock/clock.ts';
import { deliver } from './delivery/deliver.ts';
import type { Delivery, Engine } from './delivery/delivery.ts';
import type { RequestHead } from './delivery/request-head.ts';
import type { EventHub, Part } from './events/event-hub.ts';
import { foreignCenter, hostRole } from './http/host-role.ts';
import { entryOf } from './journal/entry-of.ts';
import type { ExchangeLog } from './journal/exchange-log.ts';
import type { JournalBook } from './journal/journal.ts';
import { holdsRealToken } from './journal/mask.ts';
import type { ViolationWatch } from './journal/violations.ts';
import type { Visit } from './journal/visit.ts';
import { createVisit } from './journal/visit.ts';
import type { ApiContext } from './pipeline/serve-api.ts';
import { serveApi } from './pipeline/serve-api.ts';
import { jsonReply } from './replies/json-reply.ts';
import type { Reply } from './replies/reply.ts';

export interface EngineContext {
  readonly api: ApiContext;
  readonly accounts: AccountsContext;
  readonly journal: JournalBook;
  readonly exchanges: ExchangeLog;
  readonly hub: EventHub;
  readonly violations: ViolationWatch;
  readonly clock: Clock;
}

function serve(
  request: RequestHead,
  bytes: Uint8Array,
  visit: Visit,
  { api, accounts }: EngineContext,
): Reply {
  const { url } = request;
  const role = hostRole(url);
  const reply = role === 'api' ? undefined : serveAccounts(request, bytes, visit, accounts);
  if (reply !== undefined) return reply;
  if (role === 'accounts') return jsonReply(404, { error: 'not_found' });
  const isForeign = foreignCenter(url, accounts.dataCenter) !== undefined;
  const known = isForeign ? { ...api, tokens: { ...api.tokens, find: () => undefined } } : api;
  return serveApi(request, bytes, visit, known);
}

/** What a request has changed. */
function changedBy({ operation, committed, fault }: Visit, { url }: RequestHead): readonly Part[] {
  const faults: readonly Part[] = fault === undefined ? [] : ['faults'];
  // Also a revocation, and whatever a user has agreed to.
  if (url.pathname.startsWith('/oauth/')) return ['tokens', ...faults];
  if (operation === undefined) return faults;
  return committed ? ['limits', 'state', ...faults] : ['limits', ...faults];
}

const decoder = new TextDecoder();

/** Whether something came along that looks like a token of the real service. */
function bringsRealToken({ url, headers }: RequestHead, bytes: Uint8Array): boolean {
  if (holdsRealToken(headers.get('authorization') ?? '')) return true;
  return url.pathname.startsWith('/oauth/') && holdsRealToken(url.search + decoder.decode(bytes));
}

function warnOfRealToken(): void {
  process.emitWarning(
    'something that looks like a token of the real service has arrived. It is refused and shown nowhere; revoke it if it was one',
    { type: 'CliqkitEmulatorWarning', code: 'CLIQKIT_EMULATOR_REAL_TOKEN' },
  );
}

/** Answers a request, and writes down that it came. */
function attend(request: RequestHead, bytes: Uint8Array, at: number, context: EngineContext): Delivery {
  const { journal, exchanges, violations, hub, clock } = context;
  const visit = createVisit(journal.next(), at);
  const delivery = deliver(serve(request, bytes, visit, context), visit.fault);
  if (delivery.manner.kind !== 'refused') {
    const seen = entryOf(visit, request, bytes, clock.mono(), delivery);
    const found = violations.see(seen, visit.tokenBudget);
    const entry = found.length === 0 ? seen : { ...seen, violations: found };
    journal.add(entry);
    exchanges.add(entry, visit, request, bytes, delivery);
    hub.entry(entry);
    hub.changed(...changedBy(visit, request));
  }
  return delivery;
}

/** Answers requests to the API and to the accounts server. Both doors lead here. */
export function createEngine(context: EngineContext): Engine {
  let warned = false;
  return (request, bytes) => {
    if (!warned && bringsRealToken(request, bytes)) {
      warned = true;
      warnOfRealToken();
    }
    // Whole milliseconds, as in the ids that are made of them.
    const at = Math.floor(context.clock.wall());
    const { reply, manner } = attend(request, bytes, at, context);
    const headers = { ...reply.headers, date: new Date(at).toUTCString() };
    return { reply: { ...reply, headers }, manner };
  };
}
