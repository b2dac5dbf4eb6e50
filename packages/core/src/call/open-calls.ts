import { adviceOn } from '../errors/advice.ts';
import { ClosedError } from '../errors/closed-error.ts';
import type { Call } from './call.ts';
import { detailsOf, nameOf, outcomeOf } from './call.ts';

/** The calls of a client that are under way. */
export interface OpenCalls {
  /** Adds a call, which `stop` ends. Gives what takes it out again. Throws ClosedError after `close`. */
  enter(call: Call, stop: (reason: unknown) => void): () => void;
  /** Ends all calls with ClosedError, and refuses new ones. */
  close(): void;
}

export function openCalls(): OpenCalls {
  const stops = new Map<(reason: unknown) => void, Call>();
  let closed = false;
  return {
    enter(call, stop) {
      if (closed) throw closedError(call);
      stops.set(stop, call);
      return () => stops.delete(stop);
    },
    close() {
      closed = true;
      for (const [stop, call] of stops) stop(closedError(call));
    },
  };
}

function closedError(call: Call): ClosedError {
  const outcome = outcomeOf(call);
  return new ClosedError(`${nameOf(call)}: the client was closed. ${adviceOn(outcome)}`, {
    ...detailsOf(call),
    outcome,
  });
}
