import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for a condition that another process brings about. Rejects, with what was waited for, when it does not. */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  deadlineMs = 20_000,
): Promise<Exclude<T, false | undefined>> {
  const late = performance.now() + deadlineMs;
  for (;;) {
    const answer = await condition();
    if (isThere(answer)) return answer;
    if (performance.now() > late) throw new Error(`Waited ${deadlineMs} ms in vain: ${what}`);
    await sleep(10);
  }
}

function isThere<T>(answer: T): answer is Exclude<T, false | undefined> {
  return answer !== false && answer !== undefined;
}
