import { demo, demoSeed } from './demo.ts';
import type { Seed } from './seed.ts';

const lockedForMs = 300_000;

/** The demo workspace, whose first user may not pin messages for five minutes, nor list folders. */
export function lockedUserSeed(): Seed {
  return {
    ...demoSeed,
    name: 'locked-user',
    limits: [
      { userId: demo.users.ana, operation: 'addPinnedMessage', lockedForMs },
      { userId: demo.users.ana, operation: 'getPinCategories', lockedForMs },
    ],
  };
}
