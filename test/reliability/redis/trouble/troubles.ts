import { setTimeout as pause } from 'node:timers/promises';
import type { Proxy as ServerProxy } from '../../../../packages/redis/test/server/proxy.ts';
import type { RedisServer } from '../../../../packages/redis/test/server/redis-server.ts';

/** A server that something happens to. Clients reach it through the proxy. */
export interface Site {
  readonly server: RedisServer;
  readonly proxy: ServerProxy;
  /** Follows the server by way of `link`. */
  readonly replica: RedisServer | undefined;
  readonly link: ServerProxy | undefined;
}

/** Something that happens to a server. */
export interface Trouble {
  readonly name: string;
  /**
   * - `outage`: nothing can be kept for a while. Calls fail, wait, or go on locally.
   * - `loss`: what was kept is gone, or may be. For one window nothing is sent.
   * - `hiccup`: calls take longer, and that is all.
   */
  readonly kind: 'outage' | 'loss' | 'hiccup';
  readonly durable?: boolean;
  readonly replicated?: boolean;
  /** Whether it is there before the first call. */
  readonly fromTheStart?: boolean;
  begin(site: Site): void | Promise<void>;
  end?(site: Site): void | Promise<void>;
}

/** Longer than a server may take to answer. */
const longPause: Trouble = {
  name: 'stopped for longer than it may take to answer',
  kind: 'outage',
  begin: ({ server }) => server.pause(),
  end: ({ server }) => server.resume(),
};

export const troubles: readonly Trouble[] = [
  {
    name: 'killed, and back with its data',
    kind: 'outage',
    durable: true,
    begin: ({ server }) => server.kill(),
    end: ({ server }) => server.restart('kept'),
  },
  {
    name: 'killed, and back without its data',
    kind: 'outage',
    begin: ({ server }) => server.kill(),
    end: ({ server }) => server.restart('lost'),
  },
  longPause,
  {
    name: 'replaced by a replica that only reads, for a while',
    kind: 'outage',
    replicated: true,
    begin: ({ proxy, replica }) => proxy.repoint(portOf(replica)),
    end: ({ proxy, server }) => proxy.repoint(server.port),
  },
  {
    name: 'out of reach from the start',
    kind: 'outage',
    fromTheStart: true,
    begin: ({ proxy }) => proxy.down(),
    end: ({ proxy }) => proxy.up(),
  },
  {
    name: 'flushed',
    kind: 'loss',
    begin: async ({ server }) => void (await server.command('FLUSHALL')),
  },
  {
    name: 'failed over to a replica that lacks the last writes',
    kind: 'loss',
    replicated: true,
    async begin({ server, proxy, replica, link }) {
      link?.stall();
      await pause(500); // With writes that the replica never sees.
      await server.kill();
      await link?.down();
      await replica?.command('REPLICAOF', 'NO', 'ONE');
      proxy.repoint(portOf(replica));
    },
  },
  {
    name: 'stopped for 2 s',
    kind: 'hiccup',
    async begin({ server }) {
      server.pause();
      await pause(2_000);
      server.resume();
    },
  },
  {
    name: 'slow by 2 s',
    kind: 'hiccup',
    begin({ proxy }) {
      proxy.latencyMs = 1_000;
    },
  },
  {
    name: 'without its scripts',
    kind: 'hiccup',
    begin: async ({ server }) => void (await server.command('SCRIPT', 'FLUSH')),
  },
];

function portOf(replica: RedisServer | undefined): number {
  if (replica === undefined) throw new Error('this trouble needs a replica');
  return replica.port;
}
