import type { AttemptEvent, Hooks, RefreshEvent, RetryEvent, WaitEvent } from './hooks.ts';
import type { Logger } from './logger.ts';

/** Who is told what happens. */
export interface Observers {
  hooks?: Hooks | undefined;
  logger?: Logger | undefined;
}

/** Tells hooks and logger what happens, and lets nothing that they do change anything. */
export interface Observer {
  /** Whether anybody wants to know of attempts. */
  readonly hearsAttempts: boolean;
  attempt(event: AttemptEvent): void;
  retry(event: RetryEvent): void;
  /** Whether anybody wants to know of waits; working out positions is not free. */
  readonly hearsWaits: boolean;
  wait(event: WaitEvent): void;
  refresh(event: RefreshEvent): void;
  warn(message: string): void;
}

/** One for all that nobody listens to: there may be a client for each of many users. */
const unheard = /* @__PURE__ */ observerOf({}, undefined);

export function observe({ hooks, logger }: Observers): Observer {
  return hooks || logger ? observerOf(hooks ?? {}, logger) : unheard;
}

function observerOf(hooks: Hooks, logger: Logger | undefined): Observer {
  const log = (level: keyof Logger, message: () => string): void => {
    if (logger?.[level]) quietly(() => logger[level]?.(`cliqkit: ${message()}`));
  };
  return {
    hearsAttempts: hooks.onAttempt !== undefined || logger?.debug !== undefined,
    attempt(event) {
      quietly(() => hooks.onAttempt?.(event));
      log('debug', () => attemptLine(event));
    },
    retry(event) {
      quietly(() => hooks.onRetry?.(event));
      log('info', () => retryLine(event));
    },
    hearsWaits: hooks.onWait !== undefined || logger?.info !== undefined,
    wait(event) {
      quietly(() => hooks.onWait?.(event));
      log('info', () => waitLine(event));
    },
    refresh(event) {
      quietly(() => hooks.onRefresh?.(event));
      log(event.result === 'failed' ? 'warn' : 'debug', () => refreshLine(event));
    },
    warn: (message) => log('warn', () => message),
  };
}

/** Calls what is not ours. What it throws is its own affair, and there is nobody to report it to but itself. */
function quietly(tell: () => unknown): void {
  try {
    Promise.resolve(tell()).catch(() => undefined);
  } catch {
    // As above.
  }
}

const named = ({ operation }: { operation: string | undefined }): string => operation ?? 'a call';
const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function attemptLine(event: AttemptEvent): string {
  const { attempt, durationMs, status, failure } = event;
  const result = failure ? [failure.name, failure.status, failure.code].filter(Boolean).join(' ') : status;
  return `${named(event)}: attempt ${attempt} ended with ${result} after ${Math.round(durationMs)} ms`;
}

function retryLine(event: RetryEvent): string {
  const why = { token: 'with a new token', throttled: 'when the lock ends', failure: 'after a failure' };
  return `${named(event)}: attempt ${event.attempt} failed (${event.failure.name}); again ${why[event.reason]}`;
}

function waitLine(event: WaitEvent): string {
  const { reason, position, waitMs, until } = event;
  const place = position === undefined ? '' : `, place ${position} in the line`;
  const why = reason === 'store' ? 'the store of the budgets cannot say' : reason;
  return `${named(event)}: waits ${inSeconds(waitMs)} (${why}${place}), until ${until.toISOString()}`;
}

function refreshLine({ result, code, expiresAt }: RefreshEvent): string {
  if (result === 'failed') return `no new access token${code ? ` (${code})` : ''}`;
  return `access token ${result}${expiresAt ? `, good until ${expiresAt.toISOString()}` : ''}`;
}
