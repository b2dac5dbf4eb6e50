import { redisStores } from '@cliqkit/redis';
import type { Clock, TokenStore } from 'cliqkit';
import { Redis } from 'ioredis';

/** Seals what the tests keep. */
export const tokenKey: string = Buffer.alloc(32, 'k').toString('base64');

export interface TokensAt {
  readonly store: Required<TokenStore>;
  /** Closes its connection. */
  close(): void;
}

/** Sealed tokens on a server of this machine, through a connection of their own. */
export function tokensAt(
  port: number,
  options: { turnMs?: number; timeoutMs?: number; clock?: Clock } = {},
): TokensAt {
  const client = new Redis(port, '127.0.0.1');
  client.on('error', () => undefined); // The store says it.
  const { tokens } = redisStores(client, { tokenKey, ...options });
  const { exclusive } = tokens;
  if (exclusive === undefined) throw new Error('the store gives no turns');
  return { store: { ...tokens, exclusive }, close: () => client.disconnect() };
}
