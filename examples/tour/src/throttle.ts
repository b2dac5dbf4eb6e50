import type { Cliq } from 'cliqkit';
import { isCliqError, operations, RateLimitError } from 'cliqkit';
import { expect } from './expect.ts';
import type { Screen } from './screen.ts';

/** Runs into the rate limit on purpose, and out of it. */
export async function throttle(
  screen: Screen,
  { folders }: Cliq,
  later: (ms: number) => void,
): Promise<void> {
  const { limit, windowMs, lockMs } = operations.getPinCategories;
  screen.section('The limit, and the lock behind it');
  later(windowMs);
  await screen.step(`${limit} calls in a minute pass`, async () => {
    for (let call = 0; call < limit; call += 1) await folders.list().toArray();
  });
  await screen.mistake(`call ${limit + 1} locks the user out`, 'RateLimitError', () =>
    folders.list().toArray(),
  );
  await screen.step('calling on does not help', async () => {
    const error: unknown = await folders
      .list()
      .toArray()
      .catch((reason: unknown) => reason);
    expect(isCliqError(error) && error instanceof RateLimitError, 'another RateLimitError');
  });
  await screen.step(`${lockMs / 60_000} minutes later all is well`, async () => {
    later(lockMs);
    await folders.list().toArray();
  });
}
