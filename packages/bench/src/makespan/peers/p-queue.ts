import PQueue from 'p-queue';
import type { Call, Service } from './peer.ts';
import { plainFetch } from './plain-fetch.ts';

interface Pace {
  readonly intervalCap: number;
  readonly interval: number;
  readonly strict: boolean;
}

function queued(pace: Pace): (service: Service) => Call {
  return (service) => {
    const queue = new PQueue(pace);
    return () => queue.add(() => plainFetch(service));
  };
}

export const windowed: (service: Service) => Call = queued({
  intervalCap: 20,
  interval: 60_000,
  strict: false,
});
export const strict: (service: Service) => Call = queued({ intervalCap: 20, interval: 60_000, strict: true });
/** Tuned by hand to the whole jitter of this network. */
export const tuned: (service: Service) => Call = queued({ intervalCap: 20, interval: 62_000, strict: true });
/** And each of two processes is given half the limit. */
export const halved: (service: Service) => Call = queued({ intervalCap: 10, interval: 62_000, strict: true });
