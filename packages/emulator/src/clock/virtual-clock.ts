import type { Clock } from './clock.ts';
import { runWork } from './run-work.ts';
import { createTimerQueue } from './timer-queue.ts';

/** A longer `setTimeout` fires at once, so a long wait is made of several. */
const longestTimeoutMs = 2 ** 31 - 1;
/** 22 November 2026, 09:00 UTC. */
const defaultStart: number = Date.UTC(2026, 10, 22, 9);

/** Options of `createClock`. */
export interface ClockOptions {
  /**
   * - `frozen`: stands still until it is advanced.
   * - `offset`: the machine's clock, ahead by what it was advanced.
   * - `real`: the machine's clock.
   *
   * @default 'frozen'
   */
  readonly mode?: 'real' | 'offset' | 'frozen';
  /**
   * What the wall clock shows at first, in epoch milliseconds. Not in mode `real`.
   *
   * @default frozen: 22 November 2026, 09:00 UTC; offset: the machine's time
   */
  readonly at?: number;
}

/** A clock that tests can turn. All durations are in milliseconds; `mono` of a frozen clock starts at 0. */
export interface VirtualClock extends Clock {
  /**
   * Lets time pass: both clocks move, and what is due fires, in order of time, then of creation. It fires in one go,
   * without letting promises run in between; `run` does that.
   *
   * @throws Error in mode `real`.
   */
  advance(ms: number): void;
  /**
   * The wall clock jumps, forwards or back, and no time passes: NTP, or somebody who sets the clock. An emulator that
   * stands for another machine should go by `server`, which does not jump.
   *
   * @throws Error in mode `real`.
   */
  stepWall(ms: number): void;
  /**
   * The machine sleeps: the wall clock moves on, `mono` and the timers stand still.
   *
   * @throws Error in mode `real`.
   */
  suspend(ms: number): void;
  /** How many timers are pending. */
  readonly timers: number;
  /**
   * The same time on another machine, which does not sleep and whose wall clock nobody steps. Its timers are those of
   * this clock.
   *
   * @example
   * const clock = createClock();
   * const emulator = await createEmulator({ port: false, clock: clock.server });
   * clock.stepWall(-3_600_000); // the client's clock is wrong now, the service's is not
   */
  readonly server: Clock;
  /**
   * Lets time pass from timer to timer until the work settles, and settles like it. The same work in this process takes
   * the same steps in every run; files and the digests, ciphers and signatures of WebCrypto are waited for. Work that
   * waits for a socket or another process does not belong here: time passes without it.
   *
   * @throws Error in another mode than `frozen`, while another `run` is underway, and when the work has not settled but
   * no timer is pending for two seconds of real time.
   * @example
   * const clock = createClock();
   * await clock.run(() => new Promise<void>((resolve) => clock.timer(86_400_000, resolve))); // at once
   */
  run<T>(work: Promise<T> | (() => Promise<T>)): Promise<T>;
}

function requireDuration(ms: number): void {
  if (!Number.isFinite(ms) || ms < 0) {
    throw new TypeError(`@cliqkit/emulator: ${ms} is not a duration; give milliseconds, 0 or more`);
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
export function createClock({ mode = 'frozen', at }: ClockOptions = {}): VirtualClock {
  if (mode === 'real' && at !== undefined) {
    throw new TypeError(
      '@cliqkit/emulator: a clock in mode real shows the time of the machine; leave out `at`',
    );
  }
  const frozen = mode === 'frozen';
  const start = at ?? (frozen ? defaultStart : Date.now());
  const ahead = at === undefined ? 0 : start - Date.now();
  const machineWall = (): number => (frozen ? start : Date.now() + ahead);
  const machineMono = (): number => (frozen ? 0 : performance.now());
  const queue = createTimerQueue();
  let passed = 0;
  let slept = 0;
  let stepped = 0;
  let running = false;
  let timeout: ReturnType<typeof setTimeout> | undefined;

  const mono = (): number => machineMono() + passed;
  const serverWall = (): number => machineWall() + passed + slept;

  /** Not `passed += …`: adding up fractions would leave the clock a little short of a timer's time. */
  function passTo(time: number): void {
    passed = Math.max(passed, time - machineMono());
  }

  function fireDue(until: number): void {
    for (let due = queue.due(); due !== undefined && due <= until; due = queue.due()) {
      passTo(due);
      queue.take()?.();
    }
  }

  /** Lets the machine call when the first timer is due. */
  function arm(): void {
    if (frozen) return;
    clearTimeout(timeout);
    const due = queue.due();
    if (due === undefined) return;
    timeout = setTimeout(ring, Math.min(Math.max(0, due - mono()), longestTimeoutMs));
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
      }
    },
    stepWall(ms) {
      requireVirtual('stepWall()');
      if (!Number.isFinite(ms))
        throw new TypeError(`@cliqkit/emulator: ${ms} is not a number of milliseconds`);
      stepped += ms;
    },
    suspend(ms) {
      requireVirtual('suspend()');
      requireDuration(ms);
      slept += ms;
    },
    get timers() {
      return queue.size;
    },
    server: { wall: serverWall, mono: () => mono() + slept, timer },
    async run(work) {
      if (!frozen)
        throw new Error(`@cliqkit/emulator: run() needs a clock in mode frozen; this one is ${mode}`);
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
