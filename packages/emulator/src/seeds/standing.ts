import { operations } from '@cliqkit/types';
import { allScopes } from '../accounts/scopes.ts';
import type { TokenStore } from '../accounts/token-store.ts';
import type { CallMeter } from '../limits/call-meter.ts';
import type { Seed } from './seed.ts';

/** Locks out the users whom a seed locks out. */
export function lockUsers({ limits = [] }: Seed, meter: CallMeter, now: number): void {
  for (const { userId, operation, lockedForMs } of limits) {
    meter.lock(userId, operations[operation], now, lockedForMs);
  }
}

/** Issues the tokens that a seed has. Gives their values, in its order. */
export function issueSeedTokens({ tokens = [] }: Seed, store: TokenStore, now: number): readonly string[] {
  return tokens.map(({ userId, scopes = allScopes, expiresInMs }) => {
    return store.issue({ userId, scopes: new Set(scopes), expiresAt: now + expiresInMs }).value;
  });
}
