import { isEmulated } from '../emulated-fetch.ts';
import { InputError } from '../errors/input-error.ts';
import { misplaced } from './misplaced.ts';
import type { KeeperOptions, TokenForm } from './token-keeper.ts';
import { tokenKeeper } from './token-keeper.ts';
import type { Grant, GrantEnvironment } from './token-source.ts';

/** A grant whose tokens are kept once for each accounts server, however many clients use it. */
export function makeGrant(optionsFor: (environment: GrantEnvironment) => KeeperOptions): Grant {
  const keepers = new Map<string, ReturnType<Grant['connect']>>();
  return {
    connect(environment) {
      const options = optionsFor(environment);
      const { accounts, fetch, proxy } = environment;
      const check = (form: TokenForm): string | undefined =>
        misplaced(Object.values(form), accounts, isEmulated(fetch), proxy);
      const problem = check(options.form(undefined));
      if (problem) throw new InputError(problem);
      const keeper = keepers.get(accounts) ?? tokenKeeper(options, environment, check);
      keepers.set(accounts, keeper);
      return keeper;
    },
  };
}
