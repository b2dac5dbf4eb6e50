// A process that keeps tokens in Redis, made to be killed and stopped. Says what it has done in lines on its standard output,
// at once, so that whoever kills it knows what was acknowledged before.
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { recordOf } from '../../../faults/store/file-record.ts';
import { tokensAt } from './tokens-at.ts';

const [what = '', port = '', turnMs = '', ...accounts] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);

/** Renews the tokens of all accounts at the same time, for ever. What it asks for takes a while, as a token does. */
async function renew(longestMs: number): Promise<void> {
  const { store } = tokensAt(Number(port), { turnMs: Number(turnMs) });
  await Promise.all(
    accounts.map(async (account) => {
      for (;;) {
        await store.exclusive(account, async () => {
          const generation = ((await store.read(account))?.generation ?? 0) + 1;
          if (longestMs > 0) await pause(Math.random() * longestMs);
          const written = await store.write(account, recordOf(generation));
          say(`${account} ${written ? 'written' : 'refused'} ${generation}`);
        });
      }
    }),
  );
}

const programs: Record<string, () => Promise<void>> = {
  /** Renews as fast as it can. */
  write: () => renew(0),
  /** Is in the middle of a renewal most of the time. */
  renew: () => renew(10),
  /** Makes calls with a client that signs in, as it is told on its standard input. */
  async call() {
    const { obeyOrders } = await import('./signed-in.ts'); // Not loaded by those that are started to be killed.
    await obeyOrders(Number(port), Number(turnMs), say);
  },
};

await programs[what]?.();
