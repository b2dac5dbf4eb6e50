const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const parentCheckMs = 1_000;

/** The wish to stop: a signal, or the end of the pnpm that started this. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** What the process ends with then. */
  readonly exitCode: () => number | undefined;
  /** Listens no longer. */
  readonly dispose: () => void;
}

/** Listens for a wish to stop. A second signal ends the process at once. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const stop = (code: number, what: string): void => {
    if (exitCode !== undefined) return;
    exitCode = code;
    controller.abort(new Error(what));
  };
  const listeners = Object.entries(exitCodes).map(([name, code]) => {
    const listener = (): void => stop(code, `interrupted by ${name}`);
    process.once(name, listener);
    return [name, listener] as const;
  });
  // pnpm ends by a signal without handing it on to what it runs.
  const parent = process.ppid;
  const byPnpm = process.env['npm_lifecycle_event'] !== undefined;
  const timer = setInterval(() => {
    if (byPnpm && process.ppid !== parent) stop(exitCodes.SIGTERM, 'what started it has ended');
  }, parentCheckMs);
  timer.unref();
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    dispose: () => {
      clearInterval(timer);
      for (const [name, listener] of listeners) process.off(name, listener);
    },
  };
}
