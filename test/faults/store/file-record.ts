import type { TokenRecord } from 'cliqkit';

/** A record that tells whether it is whole: all of it follows from its generation, its length, too. */
export function recordOf(generation: number): TokenRecord {
  return {
    generation,
    refreshToken: `refresh-${generation}`,
    accessToken: `${generation}-`.repeat(1 + ((generation * 37) % 2_000)),
    expiresAt: generation,
    requestedAt: [generation],
  };
}

export function isWhole(record: TokenRecord): boolean {
  return JSON.stringify(record) === JSON.stringify(recordOf(record.generation));
}
