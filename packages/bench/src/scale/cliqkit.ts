import type { Call, Clock, Middleware } from '@cliqkit/core';
import { CliqRequest, memoryBudgets, pace, systemClock } from '@cliqkit/core';
import { operations } from '@cliqkit/types';
import type { Bounds, Limiter } from './limiter.ts';

const attemptTimeoutMs = 30_000;
const request = new CliqRequest('https://cliq.zoho.eu/api/v2/pins/categories', {});
export const reply = new Response();

/** The name that core gives to the budget of a user. */
function budgetOf(user: string): string {
  return `${user.length}:${user}:${operations.getPinCategories.bucket}`;
}

const mayLeave = (): void => undefined;

/** A call as a client makes it, before any of its middleware has seen it. */
export function newCall({ limit, windowMs }: Bounds): Call {
  return {
    operation: { ...operations.getPinCategories, limit, windowMs },
    attempts: 0,
    ambiguous: false,
    endsAt: Number.POSITIVE_INFINITY,
    renewable: false,
    paced: false,
    emulated: false,
    beforeLeaving: mayLeave,
  };
}

/** Sends a call through `pace`, with something in place of the network. */
function send(paced: Middleware, call: Call, network: () => Promise<Response>): Promise<Response> {
  return paced(request, call, () => {
    call.attempts += 1;
    return network();
  });
}

/** The clock of the machine, which can be set forward. */
function skippingClock(): { readonly clock: Clock; skip(ms: number): void } {
  let skippedMs = 0;
  return {
    clock: { ...systemClock, mono: () => systemClock.mono() + skippedMs },
    skip(ms) {
      skippedMs += ms;
    },
  };
}

/** The store alone: a slot is taken, and given back as after a reply. */
export function cliqkitStore({ limit, windowMs }: Bounds): Limiter {
  const { clock, skip } = skippingClock();
  const store = memoryBudgets({ clock });
  const limits = { limit, windowMs, leaseMs: 2 * attemptTimeoutMs + windowMs };
  return {
    call(user, act) {
      const key = budgetOf(user);
      const answer = store.acquire(key, limits);
      if ('then' in answer || answer.slot === undefined) throw new Error('No slot in memory, at once.');
      act();
      void store.settle(key, answer.slot, { freeInMs: windowMs, passed: true }, limits);
      return undefined;
    },
    skip,
  };
}

/** What a client does of it: the middleware `pace`, one for each user, with one store. */
export function cliqkitPace(bounds: Bounds): Limiter {
  const { clock, skip } = skippingClock();
  const store = memoryBudgets({ clock });
  const users = new Map<string, Middleware>();
  return {
    call(user, act) {
      const paced = users.get(user) ?? pace({ store, user, clock });
      users.set(user, paced);
      return send(paced, newCall(bounds), async () => {
        act();
        return reply;
      });
    },
    skip,
  };
}
