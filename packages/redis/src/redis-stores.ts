import type { BudgetStore, TokenStore } from '@cliqkit/core';
import { sealTokens } from '@cliqkit/core';
import { redisBudgets } from './budgets/redis-budgets.ts';
import { checkOptions } from './check-options.ts';
import type { RedisClient } from './clients/connect.ts';
import { connect } from './clients/connect.ts';
import { scriptsOn } from './clients/scripts.ts';
import { withPolicy } from './failure/with-policy.ts';
import { keysFor } from './keys.ts';
import type { RedisOptions, RedisTokenOptions } from './options.ts';
import { signalsOn } from './signals/signals.ts';
import { redisTokens } from './tokens/redis-tokens.ts';

/** Stores for many processes. They leave nothing open: the client is the caller's to close. */
export interface RedisStores {
  /** For `pace: { store, user }`: all processes keep one budget for each user. */
  readonly budgets: BudgetStore;
}

export interface RedisTokenStores extends RedisStores {
  /** For `refreshToken({ …, store })` and its kin: one process renews the token for all. Sealed with `tokenKey`. */
  readonly tokens: TokenStore;
}

/**
 * Keeps budgets, and tokens if there is a key to seal them with, in Redis or Valkey, so that any number of processes keep the
 * limits of a Zoho user together.
 *
 * @param client one of `redis` (createClient, createCluster), `ioredis` (Redis, Cluster) or `@valkey/valkey-glide`
 * (GlideClient, GlideClusterClient), connected. It is never closed here.
 * @throws TypeError for a client of another kind, and for options that cannot be right.
 * @example
 * const stores = redisStores(await createClient({ url: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379' }).connect(), {
 *   tokenKey: process.env.TOKEN_KEY ?? '',
 * });
 * const cliq = createCliq({
 *   dataCenter: 'eu',
 *   credentials: refreshToken({ ...account, store: stores.tokens }),
 *   pace: { store: stores.budgets, user: 'ana' },
 * });
 */
export function redisStores(client: RedisClient, options: RedisOptions & RedisTokenOptions): RedisTokenStores;
export function redisStores(client: RedisClient, options?: RedisOptions): RedisStores;
export function redisStores(
  client: RedisClient,
  given: RedisOptions & Partial<RedisTokenOptions> = {},
): RedisStores & Partial<RedisTokenStores> {
  const options = checkOptions(given);
  const { prefix, clock, timeoutMs, coldStart, logger, tokenKey, previousTokenKeys, turnMs } = options;
  const connection = connect(client, options.subscriber);
  const scripts = scriptsOn(connection);
  const keys = keysFor(prefix, connection.clustered);
  const warn = (message: string): void => {
    try {
      logger?.warn?.(`@cliqkit/redis: ${message}`);
    } catch {
      // A logger that throws must not cost a slot.
    }
  };
  const signals = signalsOn(connection, prefix, warn);
  const shared = redisBudgets({ scripts, signals, keys, prefix, timeoutMs, coldStart, clock });
  const budgets = withPolicy(shared, { ...options, warn });
  if (tokenKey === undefined) return { budgets };
  const tokens = redisTokens({ scripts, signals, keys, prefix, timeoutMs, turnMs, clock });
  return { budgets, tokens: sealTokens(tokens, { key: tokenKey, previousKeys: previousTokenKeys }) };
}
