import type { CallOptions, Client, Middleware, ModuleClient, Operations } from 'cliqkit';
import { authorize, compose, createClient, deadline, pace, receive, report, retry } from 'cliqkit';
import type { Setup } from './setup.ts';
import { credentialsOf } from './setup.ts';

/** The middleware of a client, outermost first. Each can be replaced by another, or by several. */
export interface Parts {
  deadline: Middleware | readonly Middleware[];
  retry: Middleware | readonly Middleware[];
  pace: Middleware | readonly Middleware[];
  authorize: Middleware | readonly Middleware[];
  receive: Middleware | readonly Middleware[];
}

/** The parts as the real client has them. */
function partsOf(setup: Setup): { [Part in keyof Parts]: Middleware } {
  const { clock, random, hooks, logger, budgets, user, dataCenter, fetch } = setup;
  const observers = { hooks, logger };
  return {
    deadline: deadline({ clock }),
    retry: retry({ clock, random, ...observers }),
    pace: pace({ clock, ...observers, ...(budgets && { store: budgets, user }) }),
    authorize: authorize(credentialsOf(setup), { dataCenter, fetch, clock, random, ...observers }),
    receive: receive({ clock }),
  };
}

/**
 * A client with the real one's parts, some of them replaced: even those that `createClient` lets nobody replace. It goes
 * through a real client for URLs and bodies, and leaves everything that is done to a call to its own chain.
 */
export function clientWith(setup: Setup, replaced: Partial<Parts>): Client {
  const { clock, hooks, logger, dataCenter } = setup;
  const parts: Parts = { ...partsOf(setup), ...replaced };
  const own = compose(
    setup.fetch,
    ...[
      parts.deadline,
      parts.retry,
      parts.pace,
      parts.authorize,
      report({ clock, hooks, logger }),
      parts.receive,
    ].flat(),
  );
  // The real client is not told of signal and deadline, for it would see to them itself: a signal that never aborts stands
  // for both on the way through.
  const given = new WeakMap<AbortSignal, CallOptions>();
  const toOwn: Middleware = (request, call) => {
    const { signal, deadline: deadlineMs } = (call.signal && given.get(call.signal)) ?? {};
    call.signal = signal;
    call.deadline = deadlineMs;
    return own(request);
  };
  const through = createClient({
    dataCenter,
    clock,
    credentials: { accessToken: 'not-used' },
    retry: false,
    pace: false,
    middleware: [toOwn],
  });
  return {
    ...through,
    module<Ops extends Operations>(operations: Ops): ModuleClient<Ops> {
      const call = through.module(operations);
      return (id, input, options = {}) => {
        const { signal } = new AbortController();
        given.set(signal, options);
        return call(id, input, { signal });
      };
    },
  };
}
