import type { ClientOptions, Cliq } from 'cliqkit';
import { createCliq } from 'cliqkit';
import { canary } from './canary.ts';

/**
 * A client to a server of this machine, as it comes: with retries, whose dice always show the shortest wait, which is
 * none. Only the limits of the service are not kept to, for the tests are many calls in no time. The server stands for Zoho,
 * and is given a token that looks real.
 */
export function cliqAt(origin: string, options: Partial<ClientOptions> = {}): Cliq {
  return createCliq({
    dataCenter: { api: `${origin}/api/v3`, accounts: origin, proxy: true },
    credentials: { accessToken: canary },
    pace: false,
    random: () => 0,
    ...options,
  });
}

/** The same with a fetch of the test, and no network. */
export function cliqOn(fetch: typeof globalThis.fetch, options: Partial<ClientOptions> = {}): Cliq {
  return cliqAt('https://cliq.test', { fetch, ...options });
}
