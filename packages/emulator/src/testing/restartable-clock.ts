import { createClock } from '../clock/create-clock.ts';
import type { ClockOptions, VirtualClock } from '../clock/virtual-clock.ts';

/** A clock that can be taken back to its start, which no clock can by itself: `mono` never goes back. */
export interface RestartableClock {
  readonly clock: VirtualClock;
  /** Puts a new clock in its place. What was waiting for the old one waits for ever. */
  restart(): void;
}

export function createRestartableClock(options: ClockOptions): RestartableClock {
  let current = createClock(options);
  /** Who listens, and how to end it. They outlive a restart. */
  const listeners = new Map<() => void, () => void>();
  return {
    clock: {
      get mode() {
        return current.mode;
      },
      wall: () => current.wall(),
      mono: () => current.mono(),
      timer: (ms, fire) => current.timer(ms, fire),
      advance: (ms) => current.advance(ms),
      stepWall: (ms) => current.stepWall(ms),
      suspend: (ms) => current.suspend(ms),
      get rate() {
        return current.rate;
      },
      setRate: (rate) => current.setRate(rate),
      onTurn(tell) {
        listeners.set(tell, current.onTurn(tell));
        return () => {
          listeners.get(tell)?.();
          listeners.delete(tell);
        };
      },
      get timers() {
        return current.timers;
      },
      server: {
        wall: () => current.server.wall(),
        mono: () => current.server.mono(),
        timer: (ms, fire) => current.server.timer(ms, fire),
      },
      run: (work) => current.run(work),
    },
    restart() {
      current = createClock(options);
      for (const tell of listeners.keys()) {
        listeners.set(tell, current.onTurn(tell));
        tell();
      }
    },
  };
}
