import type { StopSignal } from './stopper.ts';
import { isStopper } from './stopper.ts';

/** Those who listen to a signal, and the one listener that tells them. */
interface Listening {
  readonly stops: Set<() => void>;
  readonly tellAll: () => void;
}

const listening = new WeakMap<AbortSignal, Listening>();

/**
 * Calls `stop` when the signal aborts, unless the returned function is called first. All who listen to a signal share one
 * listener of it: the runtime warns of more than ten, and a signal may end any number of calls.
 */
export function onAbort(signal: StopSignal, stop: () => void): () => void {
  if (isStopper(signal)) {
    signal.listeners.add(stop);
    return () => signal.listeners.delete(stop);
  }
  const { stops, tellAll } = listening.get(signal) ?? listen(signal);
  stops.add(stop);
  return () => {
    if (!stops.delete(stop) || stops.size > 0) return;
    listening.delete(signal);
    signal.removeEventListener('abort', tellAll);
  };
}

function listen(signal: AbortSignal): Listening {
  const stops = new Set<() => void>();
  const tellAll = (): void => {
    for (const stop of [...stops]) stop();
  };
  signal.addEventListener('abort', tellAll, { once: true });
  const made = { stops, tellAll };
  listening.set(signal, made);
  return made;
}
