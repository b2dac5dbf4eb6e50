import type { KeeperOptions } from './token-keeper.ts';
import { tokenKeeper } from './token-keeper.ts';
import type { Grant, GrantEnvironment } from './token-source.ts';

/** A grant whose tokens are kept once for each accounts server, however many clients use it. */
export function makeGrant(optionsFor: (environment: GrantEnvironment) => KeeperOptions): Grant {
  const keepers = new Map<string, ReturnType<Grant['connect']>>();
  return {
    connect(environment) {
      const keeper = keepers.get(environment.accounts) ?? tokenKeeper(optionsFor(environment), environment);
      keepers.set(environment.accounts, keeper);
      return keeper;
    },
  };
}
