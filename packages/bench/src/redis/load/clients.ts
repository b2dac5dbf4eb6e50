import type { RedisClient } from '@cliqkit/redis';
import { GlideClient } from '@valkey/valkey-glide';
import { Redis } from 'ioredis';
import { createClient } from 'redis';

/** A connected client, and how to let it go. */
export interface Opened {
  readonly client: RedisClient;
  close(): Promise<unknown>;
}

/** The clients that @cliqkit/redis works with, as their READMEs connect them. */
export const clients = {
  async 'node-redis'(port: number): Promise<Opened> {
    const client = await createClient({ url: `redis://127.0.0.1:${port}` }).connect();
    return { client, close: () => client.close() };
  },
  async ioredis(port: number): Promise<Opened> {
    const client = new Redis(port, '127.0.0.1');
    return { client, close: () => client.quit() };
  },
  async 'valkey-glide'(port: number): Promise<Opened> {
    // Its own limit of 1000 is below twice the most that are under way here.
    const client = await GlideClient.createClient({
      addresses: [{ host: '127.0.0.1', port }],
      requestTimeout: 5_000,
      inflightRequestsLimit: 4_096,
    });
    return { client, close: async () => client.close() };
  },
} as const satisfies Readonly<Record<string, (port: number) => Promise<Opened>>>;

export type ClientName = keyof typeof clients;
