import type { Clock } from '@cliqkit/core';

/** Ends a sleep. One that rings while nobody sleeps ends the next one at once. */
export interface Bell {
  ring(): void;
  /** Whether it has ever rung. */
  readonly heard: boolean;
  /** Resolves when it rings, after so many milliseconds at the latest. */
  sleep(ms: number): Promise<void>;
}

export function makeBell(clock: Clock): Bell {
  let heard = false;
  let rings = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      heard = true;
      rings = true;
      wake?.();
    },
    get heard() {
      return heard;
    },
    async sleep(ms) {
      if (!rings) {
        await new Promise<void>((resolve) => {
          const cancel = clock.timer(ms, resolve);
          wake = () => {
            cancel();
            resolve();
          };
        });
      }
      wake = undefined;
      rings = false;
    },
  };
}
