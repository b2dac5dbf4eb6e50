import pThrottle from 'p-throttle';
import { kyClient } from './ky.ts';
import type { Call, Service } from './peer.ts';
import { plainFetch } from './plain-fetch.ts';

const limit = 20;

function throttled(options: { interval: number; strict: boolean }): (service: Service) => Call {
  return (service) => pThrottle({ limit, ...options })(() => plainFetch(service));
}

export const windowed: (service: Service) => Call = throttled({ interval: 60_000, strict: false });
export const strict: (service: Service) => Call = throttled({ interval: 60_000, strict: true });
/** Tuned by hand to a network that takes half a second more or less. */
export const tuned: (service: Service) => Call = throttled({ interval: 60_500, strict: true });

/** Tuned to the whole jitter of this network, and ky repeats what is refused all the same. */
export function tunedWithKy(service: Service): Call {
  return pThrottle({ limit, interval: 62_000, strict: true })(kyClient(service));
}
