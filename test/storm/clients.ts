import type { Emulator, VirtualClock } from '@cliqkit/emulator';
import type { ClientOptions, Cliq, Hooks, Middleware } from 'cliqkit';
import { createCliq, memoryBudgets, refreshToken } from 'cliqkit';
import type { Dice } from '../reliability/support/dice.ts';
import type { StormPlan } from './plan.ts';
import { mostReplyBytes } from './plan.ts';

export interface Connection {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly fetch: typeof fetch;
  readonly dice: Dice;
  readonly middleware: Middleware;
  /** Is told of everything that a client tells. */
  note(what: string, details: object): void;
  /** What the clients do otherwise than by default. */
  readonly client: Partial<ClientOptions>;
}

/** The clients of a storm: as they come, and of one user, so that they share limits and tokens. */
export function connect(plan: StormPlan, connection: Connection): [Cliq, ...Cliq[]] {
  const { emulator, clock, fetch, dice, middleware, note, client } = connection;
  const credentials = refreshToken(emulator.credentials);
  const store = memoryBudgets({ clock });
  const hooks: Hooks = {
    onAttempt: (event) => note('attempt', event),
    onRetry: (event) => note('retry', event),
    onWait: (event) => note('wait', event),
    onRefresh: (event) => note('refresh', event),
  };
  const one = (): Cliq =>
    createCliq({
      dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
      credentials,
      pace: { store, user: 'ana' },
      middleware: [middleware],
      maxResponseBytes: mostReplyBytes,
      random: dice.next,
      fetch,
      clock,
      hooks,
      ...client,
    });
  return [one(), ...Array.from({ length: plan.clients - 1 }, one)];
}
