import type { GlideClient, GlideClusterClient } from '@valkey/valkey-glide';
import type { Cluster, Redis } from 'ioredis';
import type { createClient, createCluster } from 'redis';
import { describe, expectTypeOf, it } from 'vitest';
import type { RedisClient } from '../../src/clients/connect.ts';
import type { GlideSubscriber } from '../../src/clients/valkey-glide.ts';

describe('a client that can be given', () => {
  it('is one of redis', () => {
    expectTypeOf<ReturnType<typeof createClient>>().toExtend<RedisClient>();
    expectTypeOf<ReturnType<typeof createCluster>>().toExtend<RedisClient>();
  });

  it('is one of ioredis', () => {
    expectTypeOf<Redis>().toExtend<RedisClient>();
    expectTypeOf<Cluster>().toExtend<RedisClient>();
  });

  it('is one of valkey-glide, and so is its subscriber', () => {
    expectTypeOf<GlideClient>().toExtend<RedisClient>();
    expectTypeOf<GlideClusterClient>().toExtend<RedisClient>();
    expectTypeOf<GlideClient>().toExtend<GlideSubscriber>();
    expectTypeOf<GlideClusterClient>().toExtend<GlideSubscriber>();
  });

  it('is nothing else', () => {
    expectTypeOf<Map<string, string>>().not.toExtend<RedisClient>();
    expectTypeOf<string>().not.toExtend<RedisClient>();
  });
});
