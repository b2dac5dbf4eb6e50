import type { FakeClock } from './fake-clock.ts';

/** Lets everything run that needs no timer and no input: to the end of this tick. */
export function endOfTick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Lets virtual time pass, tick by tick, until the work is done; fails when it waits for nothing. */
export async function inVirtualTime<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  let settled = false;
  const note = (): void => {
    settled = true;
  };
  work.then(note, note);
  for (;;) {
    await endOfTick();
    if (settled) return work;
    if (!clock.toNextTimer()) throw new Error('the work is not done, and no timer is set');
  }
}

/** Lets so much virtual time pass, tick by tick. */
export async function pass(clock: FakeClock, ms: number): Promise<void> {
  let over = false;
  clock.timer(ms, () => {
    over = true;
  });
  do await endOfTick();
  while (!over && clock.toNextTimer());
  await endOfTick();
}
