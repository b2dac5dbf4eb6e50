import type { Clock } from './clock.ts';

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
  /**
   * How fast it runs in mode `offset`: 60 makes an hour of every minute.
   *
   * @default 1
   */
  readonly rate?: number;
}

/** A clock that tests can turn. All durations are in milliseconds; `mono` of a frozen clock starts at 0. */
export interface VirtualClock extends Clock {
  /** As it was made. Of a clock in mode `real` everything that turns it throws. */
  readonly mode: 'real' | 'offset' | 'frozen';
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
  /** How fast it runs: 1 as the machine, 60 for an hour every minute, 0 when it stands still. */
  readonly rate: number;
  /**
   * Lets it run faster, slower, or not at all, from now on.
   *
   * @throws Error in mode `real`.
   * @throws TypeError for a rate below 0.
   * @example
   * clock.setRate(0); // stands still
   * clock.setRate(60); // an hour every minute
   */
  setRate(rate: number): void;
  /** Calls `tell` each time the clock is turned: advanced, stepped, slept through, or given another rate. Gives the end of it. */
  onTurn(tell: () => void): () => void;
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
   * @throws Error unless it stands still, while another `run` is underway, and when the work has not settled but
   * no timer is pending for two seconds of real time.
   * @example
   * const clock = createClock();
   * await clock.run(() => new Promise<void>((resolve) => clock.timer(86_400_000, resolve))); // at once
   */
  run<T>(work: Promise<T> | (() => Promise<T>)): Promise<T>;
}
