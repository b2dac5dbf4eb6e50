import type { Seed } from './seed.ts';

/** One user, and nothing else. */
export const emptySeed: Seed = {
  name: 'empty',
  users: [{ id: '855700001', name: 'Sol Vega', email: 'sol.vega@example.com' }],
  bots: [],
  chats: [],
  threads: [],
  shelves: [],
};
