import { cliqkitPace, cliqkitStore } from './cliqkit.ts';
import type { Bounds, Limiter } from './limiter.ts';
import { bottleneckGroup, pQueueEach, pThrottleEach, rateLimiterMemory } from './peers.ts';

/** All that stand side by side, by the names of their rows. */
export const limiters = {
  'cliqkit, store': cliqkitStore,
  'cliqkit, pace': cliqkitPace,
  'rate-limiter-flexible': rateLimiterMemory,
  'p-throttle': pThrottleEach,
  'p-queue': pQueueEach,
  'bottleneck Group': bottleneckGroup,
} as const satisfies Record<string, (bounds: Bounds) => Limiter>;

export type LimiterName = keyof typeof limiters;
