import { operations } from '@cliqkit/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCall } from '../src/call/call.ts';
import { ApiError } from '../src/errors/api-error.ts';
import { ConnectionError } from '../src/errors/connection-error.ts';
import { TimeoutError } from '../src/errors/timeout-error.ts';
import { summarize } from '../src/hooks/summarize.ts';
import { report } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import { hanging, json } from './fake-fetch.ts';
import { plainCall } from './plain-call.ts';
import { endOfTick } from './virtual-time.ts';

const call = () => createCall(operations.addPinnedMessage);

describe('what a hook may know of a failure', () => {
  it('is its class, its status, a code that the specs know, and its outcome', () => {
    const error = new ApiError('c4n4ry', {
      status: 400,
      code: 'pinned_message_limit_reached',
      requestId: 'c4n4ry',
      cause: 'c4n4ry',
    });
    expect(summarize(error, call())).toEqual({
      name: 'ApiError',
      status: 400,
      code: 'pinned_message_limit_reached',
      outcome: 'notApplied',
    });
  });

  it('is no code that the specs do not know for the operation, whatever it looks like', () => {
    const unknown = ['c4n4ry', 'chat_access_denied', 'constructor', '__proto__', 'toString', ''];
    for (const code of unknown) {
      const summary = summarize(new ApiError('a', { status: 400, code }), call());
      expect(summary).toEqual({ name: 'ApiError', status: 400, code: undefined, outcome: 'notApplied' });
    }
    const noOperation = createCall(undefined);
    const known = new ApiError('a', { status: 400, code: 'operation_failed' });
    expect(summarize(known, noOperation).code).toBeUndefined();
  });

  it('is no status where there was no reply', () => {
    const broken = new ConnectionError('a', { phase: 'send', code: 'ECONNRESET', outcome: 'unknown' });
    const summary = { status: undefined, code: undefined, outcome: 'unknown' };
    expect(summarize(broken, call())).toEqual({ name: 'ConnectionError', ...summary });
    const late = new TimeoutError('a', { timeoutMs: 1, outcome: 'unknown' });
    expect(summarize(late, call())).toEqual({ name: 'TimeoutError', ...summary });
  });

  it('is nothing of what the caller aborted with, or what a middleware threw', () => {
    const thrown = fc.oneof(
      fc.anything(),
      fc.string().map((text) => Object.assign(new Error(text), { status: 7, code: text, name: text })),
    );
    fc.assert(
      fc.property(thrown, (reason) => {
        const summary = { name: 'Aborted', status: undefined, code: undefined };
        expect(summarize(reason, call())).toEqual({ ...summary, outcome: 'notApplied' });
        const sent = { ...call(), ambiguous: true };
        expect(summarize(reason, sent)).toEqual({ ...summary, outcome: 'unknown' });
      }),
    );
  });
});

describe('report', () => {
  it('alone tells of each request, how long it took, and how it ended', async () => {
    const events: unknown[] = [];
    const hooks = { onAttempt: (event: unknown) => events.push(event) };
    const fine = plainCall(operations.getPinnedMessages, [json({ data: [] })], (clock) => [
      report({ clock, hooks }),
    ]);
    await fine.reply();
    const controller = new AbortController();
    const clock = fakeClock();
    const chain = () => [report({ clock, hooks })];
    const { signal } = controller;
    const aborted = plainCall(operations.addPinnedMessage, [hanging()], chain, { clock, signal });
    const failure = failureOf(aborted.start());
    await endOfTick();
    clock.advance(70);
    controller.abort('enough');
    expect(await failure).toBe('enough');
    expect(events).toEqual([
      { operation: 'getPinnedMessages', attempt: 1, durationMs: 0, status: 200, failure: undefined },
      {
        operation: 'addPinnedMessage',
        attempt: 1,
        durationMs: 70,
        status: undefined,
        failure: { name: 'Aborted', status: undefined, code: undefined, outcome: 'unknown' },
      },
    ]);
  });

  it('changes neither reply nor failure', async () => {
    const { start } = plainCall(operations.getPinnedMessages, [json({}, { status: 404 })], () => [report()]);
    expect(await failureOf(start())).toMatchObject({ name: 'ApiError', status: 404 });
    await endOfTick();
  });
});
