import Bottleneck from 'bottleneck';
import PQueue from 'p-queue';
import pThrottle from 'p-throttle';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Bounds, Limiter } from './limiter.ts';

/** Its README on many users: a group, a limiter for each key; and on limits of an API: a reservoir that is refilled. */
export function bottleneckGroup({ limit, windowMs }: Bounds): Limiter {
  const group = new Bottleneck.Group({
    reservoir: limit,
    reservoirRefreshAmount: limit,
    reservoirRefreshInterval: windowMs,
  });
  return { call: (user, act) => group.key(user).schedule(async () => act()) };
}

/** Counts, and refuses what is too much: nothing waits in it. */
export function rateLimiterMemory({ limit, windowMs }: Bounds): Limiter {
  const limiter = new RateLimiterMemory({ points: limit, duration: windowMs / 1000 });
  return { call: (user, act) => limiter.consume(user).then(act) };
}

/** One for each user. `strict` is its rolling window. */
export function pThrottleEach({ limit, windowMs }: Bounds): Limiter {
  const users = new Map<string, (act: () => void) => Promise<void>>();
  const open = () => pThrottle({ limit, interval: windowMs, strict: true })(async (act: () => void) => act());
  return {
    call(user, act) {
      const throttled = users.get(user) ?? open();
      users.set(user, throttled);
      return throttled(act);
    },
  };
}

/** One for each user. `strict` is its rolling window. */
export function pQueueEach({ limit, windowMs }: Bounds): Limiter {
  const users = new Map<string, PQueue>();
  return {
    call(user, act) {
      const queue = users.get(user) ?? new PQueue({ intervalCap: limit, interval: windowMs, strict: true });
      users.set(user, queue);
      return queue.add(async () => act());
    },
  };
}
