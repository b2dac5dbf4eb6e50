import type { ClientOptions } from 'cliqkit';
import { createCliq, operations } from 'cliqkit';
import type { Screen } from './screen.ts';

const { limit, windowMs, lockMs } = operations.getPinCategories;

/** Until a client has done what follows from its replies. To turn the clock in between would cost it a minute. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Within the limit, into it, and out of the lock again. */
export async function limits(
  screen: Screen,
  options: ClientOptions,
  later: (ms: number) => void,
): Promise<void> {
  screen.section('The limit, and the lock behind it');
  later(windowMs);
  const waits: string[] = [];
  const { folders } = createCliq({
    ...options,
    hooks: {
      onWait: ({ reason, position, waitMs }) =>
        waits.push(`${reason}, place ${position}, ${Math.ceil(waitMs / 1000)} s`),
    },
  });
  const read = () => folders.list().toArray();
  await screen.step(
    `${limit + 5} calls at once: ${limit} go, 5 wait a minute`,
    async () => {
      const calls = Array.from({ length: limit + 5 }, read);
      await Promise.all(calls.slice(0, limit));
      await settled();
      later(windowMs);
      await Promise.all(calls);
    },
    () => `the last one: ${waits[4]}`,
  );
  await screen.mistake('a call that has no time to wait is not sent', 'RateLimitError', async () => {
    later(windowMs);
    const calls = Array.from({ length: limit }, read);
    const late = folders.list({}, { deadline: 10_000 }).toArray();
    await Promise.allSettled([...calls, late]);
    await late;
  });
  const careless = createCliq({ ...options, pace: false, retry: false });
  await screen.mistake(
    'another program that minds no limit locks the user out',
    'RateLimitError',
    async () => {
      later(windowMs);
      for (let call = 0; call <= limit; call += 1) await careless.folders.list().toArray();
    },
  );
  waits.length = 0;
  await screen.step(
    `a call into the lock waits ${lockMs / 60_000} minutes, and arrives`,
    async () => {
      later(windowMs);
      const call = read();
      while (waits.length === 0) await settled();
      later(lockMs);
      await call;
    },
    () => waits.join(', '),
  );
}
