import { describe, expect, it } from 'vitest';
import type { Logger } from '../src/hooks/logger.ts';
import { observe } from '../src/hooks/observer.ts';
import { fakeClock, start } from './fake-clock.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { pacedClient } from './paced-client.ts';
import { inVirtualTime } from './virtual-time.ts';

/** A logger that keeps its lines, with their levels. */
function keeping(...levels: (keyof Logger)[]) {
  const lines: string[] = [];
  const logger: Logger = Object.fromEntries(
    levels.map((level) => [level, (line: string) => lines.push(`${level} ${line}`)]),
  );
  return { lines, logger };
}

const failure = { name: 'ApiError', status: 503, code: undefined, outcome: 'notApplied' } as const;
const operation = 'muteThread';
const until = new Date(start);
const expiresAt = new Date(start);

describe('the log', () => {
  const { lines, logger } = keeping('debug', 'info', 'warn');
  const observer = observe({ logger });
  it.each<[string, () => void]>([
    [
      'debug cliqkit: muteThread: attempt 1 ended with 200 after 41 ms',
      () => observer.attempt({ operation, attempt: 1, durationMs: 41.2, status: 200, failure: undefined }),
    ],
    [
      'debug cliqkit: muteThread: attempt 2 ended with ApiError 503 after 40 ms',
      () => observer.attempt({ operation, attempt: 2, durationMs: 40, status: undefined, failure }),
    ],
    [
      'debug cliqkit: a call: attempt 1 ended with ApiError 400 operation_failed after 0 ms',
      () =>
        observer.attempt({
          operation: undefined,
          attempt: 1,
          durationMs: 0.4,
          status: undefined,
          failure: { ...failure, status: 400, code: 'operation_failed' },
        }),
    ],
    [
      'info cliqkit: muteThread: attempt 1 failed (ApiError); again after a failure',
      () => observer.retry({ operation, attempt: 1, reason: 'failure', failure, delayMs: 5 }),
    ],
    [
      'info cliqkit: muteThread: attempt 1 failed (ApiError); again with a new token',
      () => observer.retry({ operation, attempt: 1, reason: 'token', failure, delayMs: 0 }),
    ],
    [
      'info cliqkit: muteThread: attempt 1 failed (ApiError); again when the lock ends',
      () => observer.retry({ operation, attempt: 1, reason: 'throttled', failure, delayMs: 0 }),
    ],
    [
      `info cliqkit: muteThread: waits 1.5 s (limit, place 3 in the line), until ${until.toISOString()}`,
      () => observer.wait({ operation, reason: 'limit', until, waitMs: 1500, position: 3 }),
    ],
    [
      `info cliqkit: muteThread: waits 0.3 s (backoff), until ${until.toISOString()}`,
      () => observer.wait({ operation, reason: 'backoff', until, waitMs: 250, position: undefined }),
    ],
    [
      `debug cliqkit: access token refreshed, good until ${expiresAt.toISOString()}`,
      () => observer.refresh({ result: 'refreshed', background: false, expiresAt, code: undefined }),
    ],
    [
      'debug cliqkit: access token adopted',
      () => observer.refresh({ result: 'adopted', background: true, expiresAt: undefined, code: undefined }),
    ],
    [
      'warn cliqkit: no new access token (invalid_code)',
      () =>
        observer.refresh({ result: 'failed', background: false, expiresAt: undefined, code: 'invalid_code' }),
    ],
    [
      'warn cliqkit: no new access token',
      () => observer.refresh({ result: 'failed', background: true, expiresAt: undefined, code: undefined }),
    ],
    ['warn cliqkit: mind the step', () => observer.warn('mind the step')],
  ])('says: %s', (line, tell) => {
    lines.length = 0;
    tell();
    expect(lines).toEqual([line]);
  });

  it('survives a date that is none', () => {
    lines.length = 0;
    observer.wait({ operation, reason: 'lock', until: new Date(Number.NaN), waitMs: 1, position: 1 });
    expect(lines).toEqual([]);
  });
});

describe('a logger', () => {
  it.each([[['debug']], [['info']], [['warn']], [[]]] as (keyof Logger)[][][])(
    'that has only %j is told of no other level',
    async (levels) => {
      const clock = fakeClock();
      const { lines, logger } = keeping(...levels);
      const { fetch } = fakeFetch(empty(503), json({ data: [] }));
      await inVirtualTime(clock, pacedClient({ clock, fetch, logger, random: () => 0.5 }).read());
      const counts = { debug: 2, info: 2, warn: 0 };
      expect(lines).toHaveLength(levels.reduce((sum, level) => sum + counts[level], 0));
    },
  );

  it('keeps its own this', async () => {
    const clock = fakeClock();
    class Mine implements Logger {
      lines: string[] = [];
      debug(line: string): void {
        this.lines.push(line);
      }
    }
    const logger = new Mine();
    const { fetch } = fakeFetch(json({ data: [] }));
    await pacedClient({ clock, fetch, logger }).read();
    expect(logger.lines).toEqual(['cliqkit: getPinnedMessages: attempt 1 ended with 200 after 0 ms']);
  });

  it('is asked nothing about waits that nobody wants to know of', () => {
    expect(observe({}).hearsWaits).toBe(false);
    expect(observe({ logger: { debug: () => undefined } }).hearsWaits).toBe(false);
    expect(observe({ logger: { info: () => undefined } }).hearsWaits).toBe(true);
    expect(observe({ hooks: { onWait: () => undefined } }).hearsWaits).toBe(true);
  });
});
