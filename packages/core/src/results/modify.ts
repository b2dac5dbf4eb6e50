import type { CliqError } from '../errors/cliq-error.ts';
import { isCliqError } from '../errors/cliq-error.ts';
import { isKind } from '../errors/is-kind.ts';
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
  /** What to answer if a state that is not as before shows that the last write was made after all; otherwise undefined. */
  done(after: Reading<State>): Result | undefined;
  /** Whether nothing has changed between two readings. */
  unchanged(after: State, before: State): boolean;
}

/** How often to make the change before the conflict is thrown. */
const mostWrites = 3;
/** `last_sync_time` comes from a Date header, which has whole seconds: a change made in the second of the read conflicts. */
const nextSecondMs = 1_000;

/**
 * Reads, changes, and on a conflict reads again and changes what is there then, up to three times. After a failure that
 * leaves open whether the change was made, reads back: as before means not made, and it is made again; changed as wanted is
 * a success. Everything else is then thrown as that failure, whose `outcome` is `unknown`: a request that is still on its
 * way may even be carried out later, so what comes after it is never a mere conflict.
 */
export async function modify<State, Result>(
  { read, write, done, unchanged }: Modification<State, Result>,
  { clock, signal }: { clock: Clock; signal: AbortSignal | undefined },
): Promise<Result> {
  let reading = await read();
  let doubt: CliqError | undefined;
  for (let writes = 1; ; writes += 1) {
    const before = reading.state;
    try {
      return await write(reading);
    } catch (error) {
      if (!isCliqError(error)) throw error;
      if (error.outcome === 'unknown') doubt ??= error;
      else if (!isKind(error, 'ConflictError')) throw doubt ?? error;
      if (doubt === undefined && writes === mostWrites) throw error;
    }
    await wait(nextSecondMs, clock, signal);
    try {
      reading = await read();
    } catch (error) {
      if (signal?.aborted) throw error;
      throw doubt ?? error; // Nobody can tell what became of the write, and that it is which the caller has to know.
    }
    if (doubt === undefined) continue;
    if (unchanged(reading.state, before)) {
      if (writes < mostWrites) continue;
      throw doubt;
    }
    const result = done(reading);
    if (result === undefined) throw doubt;
    return result;
  }
}
