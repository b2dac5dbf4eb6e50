import { createClock, createEmulator } from '@cliqkit/emulator';
import type { ClientOptions, Cliq } from 'cliqkit';
import { createCliq, refreshToken } from 'cliqkit';
import type { Figure } from '../figure.ts';
import { atMost, exactly } from '../figure.ts';
import { playRestarts } from '../support/crash-restarts.ts';

const callers = 1000;
const hour = 3_600_000;

/** However many calls wait for a token, and however often a process starts anew, few tokens are asked for. */
export const refresh: Figure = {
  name: 'refresh',
  async measure({ progress }) {
    progress(`${callers} callers`);
    const { first, expired, revoked } = await playCallers();
    progress('50 restarts');
    const healthy = await playRestarts({ restarts: 50, tokensArrive: true });
    const crashing = await playRestarts({ restarts: 50, tokensArrive: false });
    return [
      exactly(`token requests for ${callers} concurrent callers without a token`, 1, first),
      exactly(`token requests for ${callers} concurrent callers with an expired token`, 1, expired),
      exactly(`token requests for ${callers} concurrent callers with a revoked token`, 1, revoked),
      exactly('token requests for 50 restarts that share a store', 1, healthy.requests),
      atMost(
        `50 crashes before the token is stored: most token requests in ten minutes (${crashing.requests} in all)`,
        9,
        crashing.mostInTenMinutes,
      ),
      exactly('the same: requests beyond what the accounts server allows', 0, crashing.violations),
    ];
  },
};

async function playCallers(): Promise<{ first: number; expired: number; revoked: number }> {
  const clock = createClock();
  // The limits of the API are not what this is about.
  const limits = { getPinCategories: { limit: 1e6 } };
  const emulator = await createEmulator({ port: false, clock, limits, journalSize: 100_000 });
  const options: ClientOptions = {
    dataCenter: { api: emulator.url, accounts: emulator.accountsUrl },
    credentials: refreshToken(emulator.credentials),
    fetch: emulator.fetch,
    pace: false,
    clock,
  };
  const cliq: Cliq = createCliq(options);
  const requests = async (): Promise<number> => {
    emulator.journal.clear();
    await clock.run(() => Promise.all(Array.from({ length: callers }, () => cliq.folders.list().toArray())));
    return emulator.journal.entries().filter(({ operation }) => operation === 'token').length;
  };
  const first = await requests();
  clock.advance(2 * hour);
  const expired = await requests();
  // Every call presents the token that dies with the first one.
  emulator.faults.plan('getPinCategories', 'expire-token');
  const revoked = await requests();
  return { first, expired, revoked };
}
