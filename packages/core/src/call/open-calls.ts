import { adviceOn } from '../errors/advice.ts';
import { ClosedError } from '../errors/closed-error.ts';
import type { Stopper } from '../time/stopper.ts';
import type { Call } from './call.ts';
import { detailsOf, nameOf } from './call.ts';

/** The calls of a client that are under way. */
export interface OpenCalls {
  /** Adds a call, which `stopper` ends. Gives what takes it out again. Throws ClosedError after `close`. */
  enter(call: Call, stopper: Stopper): () => void;
  /** Ends all calls with ClosedError, and refuses new ones. */
  close(): void;
}

interface Entry {
  readonly call: Call;
  readonly stopper: Stopper;
  /** Its place in the list. */
  index: number;
}

export function openCalls(): OpenCalls {
  /** No Map: one that is filled and emptied by each call is slow to collect. */
  const entries: Entry[] = [];
  let closed = false;
  return {
    enter(call, stopper) {
      if (closed) throw closedError(call);
      const entry = { call, stopper, index: entries.length };
      entries.push(entry);
      return () => {
        const last = entries[entry.index] === entry ? entries.pop() : undefined;
        if (last === undefined || last === entry) return;
        last.index = entry.index;
        entries[entry.index] = last;
      };
    },
    close() {
      closed = true;
      for (const { stopper, call } of [...entries]) stopper.abort(closedError(call));
    },
  };
}

function closedError(call: Call): ClosedError {
  return new ClosedError(`${nameOf(call)}: the client was closed. ${adviceOn(call)}`, detailsOf(call));
}
