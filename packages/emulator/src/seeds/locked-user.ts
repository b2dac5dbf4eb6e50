import { operations } from '@cliqkit/types';
import { demo, demoSeed } from './demo.ts';
import type { Seed, SeedLock } from './seed.ts';

/** As if the first user had just passed the limit. */
function lockedOut(operation: SeedLock['operation']): SeedLock {
  return { userId: demo.users.ana, operation, lockedForMs: operations[operation].lockMs };
}

/** The demo workspace, whose first user is locked out of pinning messages and of listing folders. */
export function lockedUserSeed(): Seed {
  return {
    ...demoSeed,
    name: 'locked-user',
    limits: [lockedOut('addPinnedMessage'), lockedOut('getPinCategories')],
  };
}
