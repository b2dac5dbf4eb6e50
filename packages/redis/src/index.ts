export type { RedisClient } from './clients/connect.ts';
export type { RedisOptions, RedisTokenOptions } from './options.ts';
export { type RedisStores, type RedisTokenStores, redisStores } from './redis-stores.ts';
