import type { RedisClient, RedisOptions } from '@cliqkit/redis';

export type ClientKind = 'node-redis' | 'ioredis' | 'valkey-glide';

/** Where the data is: one server, or the members of a cluster. */
export interface Place {
  readonly ports: readonly [number, ...number[]];
  readonly clustered: boolean;
}

/** A connected client, as a user of `redisStores` would have it. */
export interface Connected {
  readonly client: RedisClient;
  /** A second client for messages, where the first one cannot be duplicated. */
  readonly subscriber?: RedisOptions['subscriber'];
  close(): Promise<void>;
}

const host = '127.0.0.1';

/** Connects with the client's own settings. Errors that it reports beside its commands are nobody's here. */
export async function connectClient(kind: ClientKind, place: Place): Promise<Connected> {
  const { ports, clustered } = place;
  const nodes = ports.map((port) => ({ host, port }));
  const [node = { host, port: 0 }] = nodes;
  if (kind === 'node-redis') {
    const { createClient, createCluster } = await import('redis');
    if (clustered) {
      const cluster = createCluster({ rootNodes: nodes.map((socket) => ({ socket })) });
      cluster.on('error', () => undefined);
      await cluster.connect();
      return { client: cluster, close: async () => cluster.destroy() };
    }
    const client = createClient({ socket: node });
    client.on('error', () => undefined);
    await client.connect();
    return { client, close: async () => client.destroy() };
  }
  if (kind === 'ioredis') {
    const { Cluster, Redis } = await import('ioredis');
    const client = clustered ? new Cluster(nodes) : new Redis(node);
    client.on('error', () => undefined);
    await client.ping();
    return { client, close: async () => client.disconnect() };
  }
  const { GlideClient, GlideClusterClient } = await import('@valkey/valkey-glide');
  const open = () =>
    clustered
      ? GlideClusterClient.createClient({ addresses: nodes })
      : GlideClient.createClient({ addresses: nodes });
  const [client, subscriber] = [await open(), await open()];
  return {
    client,
    subscriber,
    async close() {
      client.close();
      subscriber.close();
    },
  };
}
