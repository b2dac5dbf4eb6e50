import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../src/errors/api-error.ts';
import { isCliqError } from '../src/errors/cliq-error.ts';
import { ConflictError } from '../src/errors/conflict-error.ts';
import { ConnectionError } from '../src/errors/connection-error.ts';
import type { Reading } from '../src/results/modify.ts';
import { modify } from '../src/results/modify.ts';
import { fakeClock } from './fake-clock.ts';
import { inVirtualTime } from './virtual-time.ts';

const conflict = new ConflictError('changed', { status: 400 });
const lost = new ConnectionError('reset', { phase: 'send', outcome: 'unknown' });
/** A conflict that an earlier attempt of the same call may have made. */
const ownConflict = new ConflictError('changed', { status: 400, outcome: 'unknown' });
const refused = new ApiError('no', { status: 403 });
const unreadable = new ApiError('broken', { status: 500 });

type Step<T> = T | Error;

interface Script {
  /** What each read finds; the last one stays. */
  reads: Step<string>[];
  /** What becomes of each write; the last one stays. */
  writes: Step<'written'>[];
  /** Aborts this long after the start, or when this read begins. */
  abortAfterMs?: number;
  abortAtRead?: number;
}

const reason = new Error('changed my mind');

/** What comes of a change that turns a state into one that ends in `+`. */
async function play({ reads, writes, abortAfterMs, abortAtRead }: Script) {
  const clock = fakeClock();
  const controller = new AbortController();
  const { signal } = controller;
  if (abortAfterMs !== undefined) clock.timer(abortAfterMs, () => controller.abort(reason));
  const seen: string[] = [];
  const count = { reads: 0, writes: 0 };
  const next = <T>(steps: Step<T>[], index: number): T => {
    const step = steps[Math.min(index, steps.length - 1)];
    if (step === undefined) throw new Error('the script is empty');
    if (step instanceof Error) throw step;
    return step;
  };
  const read = async (): Promise<Reading<string>> => {
    count.reads += 1;
    if (count.reads === abortAtRead) controller.abort(reason);
    signal.throwIfAborted();
    const state = next(reads, count.reads - 1);
    return { state, syncTime: count.reads, response: new Response() };
  };
  const result = await inVirtualTime(
    clock,
    modify<string, string>(
      {
        read,
        async write({ state, syncTime }) {
          seen.push(`${state}@${syncTime}`);
          count.writes += 1;
          return next(writes, count.writes - 1);
        },
        done: ({ state }) => (state.endsWith('+') ? 'read back' : undefined),
        unchanged: (after, before) => after === before,
      },
      { clock, signal },
    ),
  ).catch((error: unknown) => error);
  return { result, seen, waitedMs: clock.mono(), timers: clock.timers, ...count };
}

describe('a change', () => {
  it('that passes is made once, on what was read', async () => {
    expect(await play({ reads: ['a'], writes: ['written'] })).toEqual({
      result: 'written',
      seen: ['a@1'],
      reads: 1,
      writes: 1,
      waitedMs: 0,
      timers: 0,
    });
  });

  it('whose read fails is not made', async () => {
    expect(await play({ reads: [unreadable], writes: ['written'] })).toMatchObject({
      result: unreadable,
      writes: 0,
    });
  });

  it.each([refused, new TypeError('of the caller')])(
    'that fails with %s is not made again',
    async (error) => {
      expect(await play({ reads: ['a'], writes: [error] })).toMatchObject({
        result: error,
        reads: 1,
        writes: 1,
      });
    },
  );
});

describe('a conflict', () => {
  it('is followed by a second, a new read, and the change of what is there then', async () => {
    expect(await play({ reads: ['a', 'b'], writes: [conflict, 'written'] })).toMatchObject({
      result: 'written',
      seen: ['a@1', 'b@2'],
      waitedMs: 1000,
    });
  });

  it('is thrown when it comes three times', async () => {
    expect(await play({ reads: ['a', 'b', 'c', 'd'], writes: [conflict] })).toMatchObject({
      result: conflict,
      seen: ['a@1', 'b@2', 'c@3'],
      reads: 3,
      waitedMs: 2000,
    });
  });

  it('does not count as made although the list is as wanted: the change is made on that list', async () => {
    expect(await play({ reads: ['a', 'a+'], writes: [conflict, 'written'] })).toMatchObject({
      seen: ['a@1', 'a+@2'],
    });
  });

  it('whose new read fails ends with the error of the read, for nothing was written', async () => {
    expect(await play({ reads: ['a', unreadable], writes: [conflict] })).toMatchObject({
      result: unreadable,
    });
  });
});

describe.each([
  ['a lost reply', lost],
  ['a conflict with its own first attempt', ownConflict],
])('%s', (_what, unclear) => {
  it('counts as made when the change can be read back', async () => {
    expect(await play({ reads: ['a', 'a+'], writes: [unclear] })).toMatchObject({
      result: 'read back',
      writes: 1,
      waitedMs: 1000,
    });
  });

  it('is made again when nothing has changed', async () => {
    expect(await play({ reads: ['a'], writes: [unclear, 'written'] })).toMatchObject({
      result: 'written',
      seen: ['a@1', 'a@2'],
    });
  });

  it('is made again, too, when it wanted what was there: that it is there proves nothing', async () => {
    expect(await play({ reads: ['a+'], writes: [unclear, 'written'] })).toMatchObject({
      result: 'written',
      writes: 2,
    });
  });

  it('is thrown when something else has changed', async () => {
    expect(await play({ reads: ['a', 'b'], writes: [unclear] })).toMatchObject({
      result: unclear,
      writes: 1,
    });
  });

  it('is thrown when it cannot be read back', async () => {
    expect(await play({ reads: ['a', unreadable], writes: [unclear] })).toMatchObject({ result: unclear });
  });

  it('is thrown when it was made three times in vain, and looked for each time', async () => {
    expect(await play({ reads: ['a'], writes: [unclear] })).toMatchObject({
      result: unclear,
      writes: 3,
      reads: 4,
    });
    expect(await play({ reads: ['a', 'a', 'a', 'a+'], writes: [unclear] })).toMatchObject({
      result: 'read back',
    });
  });

  it('that is carried out later is found when the next write meets its conflict', async () => {
    expect(await play({ reads: ['a', 'a', 'a+'], writes: [unclear, conflict] })).toMatchObject({
      result: 'read back',
      writes: 2,
    });
  });

  it.each([
    ['a conflict', conflict],
    ['a refusal', refused],
    ['another lost reply', new ConnectionError('reset again', { phase: 'send', outcome: 'unknown' })],
  ])('stays what is thrown when %s comes after it', async (_next, error) => {
    const reads = ['a', 'a', 'b'];
    expect(await play({ reads, writes: [unclear, error] })).toMatchObject({ result: unclear, writes: 2 });
  });
});

describe.each([conflict, lost])('an abort after %s', (error) => {
  it('while the second passes ends it at once, with the reason', async () => {
    const script = { reads: ['a'], writes: [error], abortAfterMs: 600 };
    expect(await play(script)).toMatchObject({ result: reason, reads: 1, waitedMs: 600, timers: 0 });
  });

  it('while it is read again ends it with the reason', async () => {
    const script = { reads: ['a'], writes: [error], abortAtRead: 2 };
    expect(await play(script)).toMatchObject({ result: reason, writes: 1, timers: 0 });
  });
});

it('never writes more than three times, and never calls a change undone that may have been made', async () => {
  const write = fc.constantFrom<Step<'written'>>('written', conflict, ownConflict, lost, refused);
  const read = fc.constantFrom<Step<string>>('a', 'b', 'a+', unreadable);
  const script = fc.record({
    reads: fc.array(read, { minLength: 1, maxLength: 5 }),
    writes: fc.array(write, { minLength: 1, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(script, async ({ reads, writes }) => {
      const played = await play({ reads, writes });
      expect(played.writes).toBeLessThanOrEqual(3);
      const made = Array.from(
        { length: played.writes },
        (_none, index) => writes[Math.min(index, writes.length - 1)],
      );
      const inDoubt = made.some((error) => isCliqError(error) && error.outcome === 'unknown');
      if (isCliqError(played.result)) expect(played.result.outcome).toBe(inDoubt ? 'unknown' : 'notApplied');
      else expect(played.result).toBe(made.at(-1) === 'written' ? 'written' : 'read back');
    }),
    { numRuns: 500 },
  );
});
