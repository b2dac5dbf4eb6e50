import { createPace } from './pace.ts';
import { runWork } from './run-work.ts';
import { createTimerQueue } from './timer-queue.ts';
import type { ClockOptions, VirtualClock } from './virtual-clock.ts';

/** A longer `setTimeout` fires at once, so a long wait is made of several. */
const longestTimeoutMs = 2 ** 31 - 1;
/** 22 November 2026, 09:00 UTC. */
const defaultStart: number = Date.UTC(2026, 10, 22, 9);

function requireDuration(ms: number): void {
  if (!Number.isFinite(ms) || ms < 0) {
    throw new TypeError(`@cliqkit/emulator: ${ms} is not a duration; give milliseconds, 0 or more`);
  }
}

function requireRate(rate: number): void {
  if (!Number.isFinite(rate) || rate < 0) {
    throw new TypeError(`@cliqkit/emulator: ${rate} is not a rate; give a number from 0`);
  }
}

/**
 * Makes a clock that tests can turn, for an emulator and for the client under test.
 *
 * @example
 * const clock = createClock();
 * const emulator = await createEmulator({ port: false, clock });
 * clock.advance(3_600_000); // every access token has expired
 */
export function createClock({ mode = 'frozen', at, rate = 1 }: ClockOptions = {}): VirtualClock {
  if (mode === 'real' && at !== undefined) {
    throw new TypeError(
      '@cliqkit/emulator: a clock in mode real shows the time of the machine; leave out `at`',
    );
  }
  if (mode !== 'offset' && rate !== 1) {
    throw new TypeError('@cliqkit/emulator: only a clock in mode offset starts with a `rate`');
  }
  requireRate(rate);
  const frozen = mode === 'frozen';
  const pace = createPace(
    { wall: at ?? (frozen ? defaultStart : Date.now()), mono: frozen ? 0 : performance.now() },
    frozen ? 0 : rate,
  );
  const queue = createTimerQueue();
  let passed = 0;
  let slept = 0;
  let stepped = 0;
  let running = false;
  let timeout: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const mono = (): number => pace.mono() + passed;
  const serverWall = (): number => pace.wall() + passed + slept;

  /** Not `passed += …`: adding up fractions would leave the clock a little short of a timer's time. */
  function passTo(time: number): void {
    passed = Math.max(passed, time - pace.mono());
  }

  function fireDue(until: number): void {
    for (let due = queue.due(); due !== undefined && due <= until; due = queue.due()) {
      passTo(due);
      queue.take()?.();
    }
  }

  /** Lets the machine call when the first timer is due. */
  function arm(): void {
    clearTimeout(timeout);
    const due = queue.due();
    if (due === undefined || pace.rate === 0) return;
    timeout = setTimeout(ring, Math.min(Math.max(0, due - mono()) / pace.rate, longestTimeoutMs));
  }

  function ring(): void {
    try {
      fireDue(mono());
    } finally {
      arm();
    }
  }

  function timer(ms: number, fire: () => void): () => void {
    // NaN fires at once, as with setTimeout.
    const cancel = queue.add(mono() + (ms > 0 ? ms : 0), fire);
    arm();
    return () => {
      cancel();
      arm();
    };
  }

  function tellTurn(): void {
    for (const tell of [...listeners]) tell();
  }

  function requireVirtual(what: string): void {
    if (mode === 'real') {
      throw new Error(`@cliqkit/emulator: ${what} needs a clock in mode offset or frozen; this one is real`);
    }
  }

  function toNextTimer(): boolean {
    const due = queue.due();
    // A timer that never comes is nothing to wait for.
    if (due === undefined || due === Number.POSITIVE_INFINITY) return false;
    passTo(due);
    queue.take()?.();
    return true;
  }

  return {
    mode,
    wall: () => serverWall() + stepped,
    mono,
    timer,
    advance(ms) {
      requireVirtual('advance()');
      requireDuration(ms);
      const target = mono() + ms;
      try {
        fireDue(target);
        passTo(target);
      } finally {
        arm();
        tellTurn();
      }
    },
    stepWall(ms) {
      requireVirtual('stepWall()');
      if (!Number.isFinite(ms))
        throw new TypeError(`@cliqkit/emulator: ${ms} is not a number of milliseconds`);
      stepped += ms;
      tellTurn();
    },
    suspend(ms) {
      requireVirtual('suspend()');
      requireDuration(ms);
      slept += ms;
      tellTurn();
    },
    get rate() {
      return pace.rate;
    },
    setRate(next) {
      requireVirtual('setRate()');
      requireRate(next);
      pace.setRate(next);
      arm();
      tellTurn();
    },
    onTurn(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    get timers() {
      return queue.size;
    },
    server: { wall: serverWall, mono: () => mono() + slept, timer },
    async run(work) {
      if (pace.rate !== 0)
        throw new Error(`@cliqkit/emulator: run() needs a clock that stands still; this one is ${mode}`);
      if (running) {
        throw new Error('@cliqkit/emulator: run() is underway; give it all work at once, with Promise.all');
      }
      running = true;
      try {
        return await runWork(typeof work === 'function' ? work : () => work, toNextTimer);
      } finally {
        running = false;
      }
    },
  };
}
