import { isCliqError } from '../errors/cliq-error.ts';
import { ConflictError } from '../errors/conflict-error.ts';
import type { Clock } from '../time/clock.ts';
import { wait } from '../time/wait.ts';

/** What was read, and when the service read it. */
export interface Reading<State> {
  readonly state: State;
  /** For `last_sync_time`. */
  readonly syncTime: number;
  readonly response: Response;
}

/** A change that is based on what was read, and that the service refuses if something was changed since. */
export interface Modification<State, Result> {
  read(): Promise<Reading<State>>;
  write(reading: Reading<State>): Promise<Result>;
  /** What to answer if the state, read after a write of which nobody knows whether it was made, shows that it was; otherwise undefined. */
  done(after: Reading<State>): Result | undefined;
  /** Whether nothing has changed between two readings, so that the write was not made. */
  unchanged(after: State, before: State): boolean;
}

/** How often to make the change before the conflict is thrown. */
const mostWrites = 3;
/** `last_sync_time` comes from a Date header, which has whole seconds: a change made in the second of the read conflicts. */
const nextSecondMs = 1_000;

/**
 * Reads, changes, and on a conflict reads again and changes what is there then, up to three times. After a failure that
 * leaves open whether the change was made, reads back: made is a success; not made is tried again; anything else is thrown
 * with `outcome: 'unknown'`.
 */
export async function modify<State, Result>(
  { read, write, done, unchanged }: Modification<State, Result>,
  { clock, signal }: { clock: Clock; signal: AbortSignal | undefined },
): Promise<Result> {
  let reading = await read();
  for (let writes = 1; ; writes += 1) {
    try {
      return await write(reading);
    } catch (error) {
      if (!isCliqError(error)) throw error;
      const unclear = error.outcome === 'unknown';
      if (!unclear && !(error instanceof ConflictError)) throw error;
      if (!unclear && writes === mostWrites) throw error;
      await wait(nextSecondMs, clock, signal);
      const before = reading.state;
      try {
        reading = await read();
      } catch {
        throw error; // Nobody can tell what became of the write, and that it is which the caller has to know.
      }
      if (!unclear) continue;
      const result = done(reading);
      if (result !== undefined) return result;
      if (writes === mostWrites || !unchanged(reading.state, before)) throw error;
    }
  }
}
