import { demo } from '@cliqkit/emulator';
import { createCliq, refreshToken } from 'cliqkit';

/** A program that has used a client in every way, and has nothing more to do. The client is not closed. */
const [url = '', accountsUrl = '', clientId = '', clientSecret = '', token = ''] = process.argv.slice(2);
const cliq = createCliq({
  dataCenter: { api: url, accounts: accountsUrl },
  credentials: refreshToken({ clientId, clientSecret, refreshToken: token }),
  deadline: 60_000,
});

/** Makes calls of one URL, and aborts those that wait. */
async function leave(call: (signal: AbortSignal) => Promise<unknown>, count: number): Promise<void> {
  const stopper = new AbortController();
  const calls = Array.from({ length: count }, () => call(stopper.signal));
  const ended = Promise.allSettled(calls);
  await Promise.all(calls.slice(0, 1)).catch(() => undefined);
  stopper.abort();
  await ended;
}

// Sockets that are kept alive, a token and its renewal to come, slots, and calls that were left in the queue.
await leave((signal) => cliq.folders.list({}, { signal }).toArray(), 30);
// A deadline that is far from over.
await cliq.pins.list(demo.channels.launch.chatId, {}, { deadline: 3_600_000 }).toArray();
console.log('done');
