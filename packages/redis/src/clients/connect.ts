import type { Connection } from './connection.ts';
import type { IoRedis, IoRedisCluster } from './ioredis.ts';
import { ioRedis, ioRedisCluster } from './ioredis.ts';
import type { NodeRedis, NodeRedisCluster } from './node-redis.ts';
import { nodeRedis, nodeRedisCluster } from './node-redis.ts';
import type { Glide, GlideSubscriber } from './valkey-glide.ts';
import { glide } from './valkey-glide.ts';

/**
 * A client for Redis or Valkey, of one of these packages: `redis` 5 and later (`createClient`, `createCluster`), `ioredis` 5 and
 * later (`Redis`, `Cluster`), `@valkey/valkey-glide` 2 and later (`GlideClient`, `GlideClusterClient`). It stays yours: connect
 * it before, and close it when you are done.
 */
export type RedisClient = NodeRedis | NodeRedisCluster | IoRedis | IoRedisCluster | Glide;

/**
 * Recognises a client by what it can do: an instance of another copy of its package is as good.
 * @throws TypeError for anything else.
 */
export function connect(client: RedisClient, subscriber?: GlideSubscriber): Connection {
  const given: unknown = client;
  if (can(given, 'customCommand') && 'customCommand' in client) {
    if (subscriber !== undefined && !(can(subscriber, 'subscribe') && can(subscriber, 'getPubSubMessage'))) {
      throw new TypeError(
        '@cliqkit/redis: subscriber must be a second client of @valkey/valkey-glide 2.3 or later: those before cannot subscribe while they run.',
      );
    }
    return glide(client, can(given, 'invokeScriptWithRoute'), subscriber);
  }
  if (subscriber !== undefined) {
    throw new TypeError(
      '@cliqkit/redis: subscriber is for clients of @valkey/valkey-glide alone; others open a connection for messages by themselves. Leave it out.',
    );
  }
  if (can(given, 'evalsha') && 'evalsha' in client) {
    return 'nodes' in client ? ioRedisCluster(client) : ioRedis(client);
  }
  if (can(given, 'evalSha') && can(given, 'withTypeMapping') && 'evalSha' in client) {
    if ('masters' in client) return nodeRedisCluster(client);
    if (can(given, 'duplicate')) return nodeRedis(client);
  }
  throw new TypeError(
    '@cliqkit/redis: client must be a client of redis 5 and later (createClient or createCluster), of ioredis 5 and later (Redis or Cluster), or of @valkey/valkey-glide 2 and later (GlideClient or GlideClusterClient).',
  );
}

function can(client: unknown, method: string): boolean {
  return client instanceof Object && typeof Reflect.get(client, method) === 'function';
}
