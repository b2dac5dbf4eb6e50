import { demoSeed } from './demo.ts';
import { emptySeed } from './empty.ts';
import { expiredTokenSeed } from './expired-token.ts';
import { folderFullSeed } from './folder-full.ts';
import { largeSeed } from './large.ts';
import { lockedUserSeed } from './locked-user.ts';
import type { Seed } from './seed.ts';

/** A seed that comes with the emulator. */
export interface Scenario {
  /** What it is good for, in a sentence. */
  readonly description: string;
  /** Builds it: the same one every time. */
  seed(): Seed;
}

/** Name of a seed that comes with the emulator. */
export type ScenarioName = 'empty' | 'demo' | 'locked-user' | 'expired-token' | 'folder-full' | 'large';

/**
 * The seeds that come with the emulator, by the name that `createEmulator({ seed })` takes.
 *
 * @example
 * const emulator = await createEmulator({ seed: 'large' });
 */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  empty: { description: 'One user, and nothing else.', seed: () => emptySeed },
  demo: {
    description:
      'A small company about to launch something: six users, nine chats, two threads, two folders.',
    seed: () => demoSeed,
  },
  'locked-user': {
    description:
      'The demo workspace, whose first user is locked out of pinning messages and listing folders for 5 min.',
    seed: lockedUserSeed,
  },
  'expired-token': {
    description:
      'The demo workspace, with an access token that has expired and one that will within a minute.',
    seed: expiredTokenSeed,
  },
  'folder-full': {
    description: 'A folder with 100 chats, as many as one may have, and a chat more that is in none.',
    seed: folderFullSeed,
  },
  large: {
    description:
      '500 users, 1,000 chats, 2,000 threads and 100,000 messages; the first user is in every chat.',
    seed: largeSeed,
  },
};

function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}

/** The names of all scenarios. */
export const scenarioNames: readonly ScenarioName[] = Object.keys(scenarios).filter(isScenarioName);

/**
 * The seed of a scenario.
 *
 * @throws TypeError for a name that there is not, with those that there are.
 */
function scenarioSeed(name: string): Seed {
  if (isScenarioName(name)) return scenarios[name].seed();
  throw new TypeError(
    `@cliqkit/emulator: there is no scenario ${JSON.stringify(name.slice(0, 64))}; ` +
      `choose one of ${scenarioNames.join(', ')}`,
  );
}

/** The seed that an option stands for: itself, or that of the scenario with this name. */
export function seedOf(choice: Seed | string): Seed {
  return typeof choice === 'string' ? scenarioSeed(choice) : choice;
}
