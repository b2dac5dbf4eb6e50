import { bottleneckMinTime, bottleneckReservoir } from './bottleneck.ts';
import { openCliqkit } from './cliqkit.ts';
import type { OpenPeer } from './peer.ts';
import { openConsume, openQueue } from './rate-limiter-flexible.ts';
import { upstash } from './upstash.ts';

/** The libraries, each as its documentation advises for so many calls in a window, shared by processes. */
export const peers = {
  cliqkit: openCliqkit,
  'rate-limiter-flexible': openConsume,
  'rate-limiter-flexible queue': openQueue,
  '@upstash/ratelimit fixed': upstash('fixed'),
  '@upstash/ratelimit sliding': upstash('sliding'),
  'bottleneck reservoir': bottleneckReservoir,
  'bottleneck minTime': bottleneckMinTime,
} as const satisfies Readonly<Record<string, OpenPeer>>;

export type PeerName = keyof typeof peers;
