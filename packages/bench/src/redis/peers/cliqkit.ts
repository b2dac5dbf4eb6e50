import { redisStores } from '@cliqkit/redis';
import { createCliq, isApiError } from 'cliqkit';
import { createClient } from 'redis';
import { scaledBudgets } from '../../../../redis/test/server/scaled-budgets.ts';
import { scaledClock } from '../../../../redis/test/server/scaled-clock.ts';
import type { Peer, PeerScene } from './peer.ts';

/** A machine that stands still for a moment does so 60 times as long on a clock that runs so fast. */
const attemptTimeoutMs = 120_000;

/** As its README says, with its own retries off: the others have none, so a refusal loses the call here as well. */
export async function openCliqkit({
  redisPort,
  name,
  speed,
  apiUrl,
  accountsUrl,
  token,
  fetch,
}: PeerScene): Promise<Peer> {
  const client = createClient({ url: `redis://127.0.0.1:${redisPort}` });
  client.on('error', (error) => {
    throw error;
  });
  await client.connect();
  // The server is known to be new: nobody has used the limit before.
  const { budgets } = redisStores(client, { prefix: name, coldStart: 'go' });
  const cliq = createCliq({
    dataCenter: { api: apiUrl, accounts: accountsUrl },
    credentials: { accessToken: token },
    pace: { store: scaledBudgets(budgets, speed), user: 'ana' },
    retry: false,
    attemptTimeout: attemptTimeoutMs,
    clock: scaledClock(speed),
    fetch,
  });
  return {
    async call() {
      try {
        await cliq.folders.list().toArray();
        return 'done';
      } catch (error) {
        if (isApiError(error) && error.status === 429) return 'lost';
        throw error;
      }
    },
    async close() {
      cliq.close();
      await client.close();
    },
  };
}
