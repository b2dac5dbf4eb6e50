import type { Call, Peer, Service } from './peer.ts';

/** A library that has nothing to set up for a job. */
function plain(open: (service: Service) => Call): Peer {
  return () => open;
}

/** All libraries by the names that they have in the tables. Each is loaded when it is asked for. */
export const peers = {
  cliqkit: async () => plain((await import('./cliqkit.ts')).byItself),
  'cliqkit, one store': async () => (await import('./cliqkit.ts')).sharing,
  'fetch, naive retry': async () => plain((await import('./naive-retry.ts')).naiveRetry),
  ky: async () => plain((await import('./ky.ts')).kyClient),
  'axios + axios-retry': async () => plain((await import('./axios.ts')).axiosClient),
  'p-throttle': async () => plain((await import('./p-throttle.ts')).windowed),
  'p-throttle strict': async () => plain((await import('./p-throttle.ts')).strict),
  'p-throttle strict, 60.5 s': async () => plain((await import('./p-throttle.ts')).tuned),
  'p-throttle strict, 62 s + ky': async () => plain((await import('./p-throttle.ts')).tunedWithKy),
  'p-queue': async () => plain((await import('./p-queue.ts')).windowed),
  'p-queue strict': async () => plain((await import('./p-queue.ts')).strict),
  'p-queue strict, 62 s': async () => plain((await import('./p-queue.ts')).tuned),
  'p-queue strict, 62 s, halved': async () => plain((await import('./p-queue.ts')).halved),
  'Bottleneck reservoir': async () => plain((await import('./bottleneck.ts')).reservoir),
  '@octokit/core + throttling + retry': async () => plain((await import('./octokit.ts')).octokit),
  '@slack/web-api': async () => plain((await import('./slack.ts')).slack),
  '@discordjs/rest': async () => plain((await import('./discord.ts')).discord),
} satisfies Record<string, () => Promise<Peer>>;

export type PeerName = keyof typeof peers;

/** All of them, in the order of the tables. */
export const peerNames: readonly PeerName[] = Object.keys(peers).filter(
  (name): name is PeerName => name in peers,
);

/** Those that make sense only beside another process. */
export const pairsOnly: ReadonlySet<PeerName> = new Set<PeerName>([
  'cliqkit, one store',
  'p-queue strict, 62 s, halved',
]);
