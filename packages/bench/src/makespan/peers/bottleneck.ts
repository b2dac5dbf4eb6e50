import Bottleneck from 'bottleneck';
import type { Call, Service } from './peer.ts';
import { plainFetch } from './plain-fetch.ts';

/** The reservoir of its README, with this service's limit. */
export function reservoir(service: Service): Call {
  const limiter = new Bottleneck({
    reservoir: 20,
    reservoirRefreshAmount: 20,
    reservoirRefreshInterval: 60_000,
    maxConcurrent: 1,
    minTime: 333,
  });
  return () => limiter.schedule(() => plainFetch(service));
}
