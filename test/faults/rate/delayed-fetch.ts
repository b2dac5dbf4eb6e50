import type { VirtualClock } from '@cliqkit/emulator';

/** Dice that show the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A fetch whose requests take a while to arrive, and whose replies take a while to come back. */
export function delayedFetch(
  fetch: typeof globalThis.fetch,
  clock: VirtualClock,
  delay: () => { thereMs: number; backMs: number },
): typeof globalThis.fetch {
  const pass = (ms: number): Promise<void> => new Promise((resolve) => clock.timer(ms, resolve));
  return async (input, init) => {
    const { thereMs, backMs } = delay();
    await pass(thereMs);
    const reply = await fetch(input, init);
    await pass(backMs);
    return reply;
  };
}
