import { demo, demoSeed } from './demo.ts';
import type { Seed } from './seed.ts';

/** The demo workspace, with an access token of the first user that ended a minute ago, and one that ends in a minute. */
export function expiredTokenSeed(): Seed {
  return {
    ...demoSeed,
    name: 'expired-token',
    tokens: [
      { userId: demo.users.ana, expiresInMs: -60_000 },
      { userId: demo.users.ana, expiresInMs: 60_000 },
    ],
  };
}
