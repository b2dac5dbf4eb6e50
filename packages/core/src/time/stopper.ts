/**
 * An AbortController and its signal in one, for our own use. To make a real signal, and to listen to it, is slow in
 * Node: that is done only when somebody asks for it.
 */
export class Stopper {
  aborted = false;
  reason: unknown;
  /** Those to tell of the end. */
  readonly listeners: Set<() => void> = new Set();
  #controller: AbortController | undefined;

  /** A signal for those who need a real one. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.aborted) this.#controller.abort(this.reason);
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.aborted = true;
    this.reason = reason;
    for (const listener of this.listeners) listener();
    this.#controller?.abort(reason);
  }
}

/** What says when to stop: a signal of the caller's, or one of ours. */
export type StopSignal = AbortSignal | Stopper;

/** Whether it is one of ours, of whichever copy of the package: `instanceof` knows one's own alone. */
export function isStopper(signal: StopSignal): signal is Stopper {
  return Object.hasOwn(signal, 'listeners');
}
