import type { AccessTokenContext, Grant } from 'cliqkit';
import type { Setup } from '../setup.ts';

/** A grant, connected to the accounts server of a setup, for a client that uses it in another way than it should. */
export function grantOf(
  { dataCenter, fetch, clock, random }: Setup,
  grant: Grant,
): (context: AccessTokenContext) => Promise<string> {
  const nothing = (): void => undefined;
  return grant.connect({
    accounts: dataCenter.accounts,
    fetch,
    clock,
    random,
    observer: {
      hearsAttempts: false,
      attempt: nothing,
      retry: nothing,
      hearsWaits: false,
      wait: nothing,
      refresh: nothing,
      warn: nothing,
    },
  });
}
