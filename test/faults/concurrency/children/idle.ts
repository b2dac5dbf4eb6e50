import { clientTo, deafStore, runScenario } from './scenario.ts';

const ok = async (): Promise<Response> => Response.json({ data: [] });
const throttle = async (): Promise<Response> => Response.json({}, { status: 429 });
const fail = async (): Promise<Response> => Response.json({}, { status: 503 });
const hang: typeof fetch = (_input, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason), { once: true });
  });
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** Makes calls, aborts them when they wait, and waits until they have ended. */
async function abandon(count: number, options: Parameters<typeof clientTo>[1]): Promise<void> {
  const cliq = clientTo('', options);
  const stops = Array.from({ length: count }, () => new AbortController());
  const ended = Promise.allSettled(stops.map(({ signal }) => cliq.folders.list({}, { signal }).toArray()));
  await soon();
  for (const stop of stops) stop.abort();
  await ended;
}

await runScenario({
  'that was made and never used': async () => void clientTo('', { fetch: ok }),
  'whose calls have succeeded': async () => {
    const cliq = clientTo('', { fetch: ok });
    await Promise.all(Array.from({ length: 20 }, () => cliq.folders.list().toArray()));
  },
  'whose calls have succeeded on sockets that are kept alive': async (origin) => {
    const cliq = clientTo(origin);
    await Promise.all(Array.from({ length: 10 }, () => cliq.folders.list().toArray()));
  },
  'whose calls were aborted in the queue': () => abandon(25, { fetch: ok }),
  'whose calls were aborted in a lock': () => abandon(3, { fetch: throttle }),
  'whose calls were aborted between two attempts': () => abandon(3, { fetch: fail, random: () => 1 }),
  'whose calls were aborted without a reply': () => abandon(3, { fetch: hang }),
  'whose calls were aborted while a store did not answer': () =>
    abandon(3, { fetch: ok, pace: { store: deafStore, user: 'ana' } }),
  'whose calls have run out of time': async () => {
    const { folders } = clientTo('', { fetch: hang });
    await folders
      .list({}, { deadline: 20 })
      .toArray()
      .catch(() => undefined);
  },
  'that was closed with calls under way': async () => {
    const cliq = clientTo('', { fetch: hang });
    const calls = Array.from({ length: 25 }, () => cliq.folders.list().toArray());
    const ended = Promise.allSettled(calls);
    await soon();
    cliq.close();
    await ended;
  },
});
