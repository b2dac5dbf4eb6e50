import { GlideClient, GlideClusterClient, Logger } from '@valkey/valkey-glide';
import { Cluster, Redis } from 'ioredis';
import { createClient, createCluster } from 'redis';
import type { RedisClient } from '../../src/clients/connect.ts';
import type { GlideSubscriber } from '../../src/clients/valkey-glide.ts';

Logger.setLoggerConfig('off'); // It would print each loss of a connection.

export interface RealClient {
  readonly client: RedisClient;
  /** For the clients that need a second one for messages. */
  readonly subscriber?: GlideSubscriber | undefined;
  close(): void;
}

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly password?: string | undefined;
}

type Open = (nodes: readonly [Address, ...Address[]]) => Promise<RealClient>;

/** Every client that cliqkit knows, by name, for one server. Connected when it resolves. */
export const standaloneClients: Readonly<Record<string, Open>> = {
  async 'node-redis'([{ host, port, password }]) {
    const client = createClient({
      socket: { host, port, reconnectStrategy: () => 20 },
      ...(password !== undefined && { password }),
    });
    client.on('error', () => {}); // Servers are killed here.
    await client.connect();
    return { client, close: () => client.destroy() };
  },
  async ioredis([node]) {
    const client = new Redis({
      ...node,
      retryStrategy: () => 20,
      maxRetriesPerRequest: 1,
      lazyConnect: true,
    });
    client.on('error', () => {});
    await client.connect();
    return { client, close: () => client.disconnect() };
  },
  async 'valkey-glide'([address]) {
    const open = () => GlideClient.createClient(glideOptions([address]));
    return glideOf(await open(), await open());
  },
};

/** The same for a cluster. */
export const clusterClients: Readonly<Record<string, Open>> = {
  async 'node-redis'(nodes) {
    const client = createCluster({
      rootNodes: nodes.map(({ host, port }) => ({ socket: { host, port } })),
      defaults: { socket: { reconnectStrategy: () => 20 } },
    });
    client.on('error', () => {});
    await client.connect();
    return { client, close: () => client.destroy() };
  },
  async ioredis(nodes) {
    const client = new Cluster([...nodes], { clusterRetryStrategy: () => 20 });
    client.on('error', () => {});
    // Not `connect()`: it may settle never, while the client connects at the second try.
    await new Promise<void>((resolve) => void client.once('ready', resolve));
    return { client, close: () => client.disconnect() };
  },
  async 'valkey-glide'(nodes) {
    const open = () => GlideClusterClient.createClient(glideOptions(nodes));
    return glideOf(await open(), await open());
  },
};

function glideOptions(nodes: readonly Address[]) {
  const password = nodes[0]?.password;
  return {
    addresses: nodes.map(({ host, port }) => ({ host, port })),
    requestTimeout: 5_000,
    connectionBackoff: { numberOfRetries: 5, factor: 10, exponentBase: 2 },
    ...(password !== undefined && { credentials: { password } }),
  };
}

function glideOf(
  client: GlideClient | GlideClusterClient,
  subscriber: GlideClient | GlideClusterClient,
): RealClient {
  return {
    client,
    subscriber,
    close() {
      client.close();
      subscriber.close();
    },
  };
}
