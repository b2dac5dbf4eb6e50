import type { CallOptions, OperationId } from 'cliqkit';
import { describe, expect } from 'vitest';
import { fakeClock } from '../../../packages/core/test/fake-clock.ts';
import { failing, fakeFetch, hanging, json } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { everyClass, read, reorder } from '../support/calls.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { emulated } from '../support/emulated.ts';
import type { AnyInput } from '../support/every-operation.ts';
import { anyCall, everyOperation, leastInput, leastReply } from '../support/every-operation.ts';
import { rejectionOf } from '../support/failure-of.ts';
import { passAnHour, settle, waitingStates } from './waiting-states.ts';

/** An operation by its id, with options. */
type SignalledCall = (id: OperationId, input: AnyInput, options: CallOptions) => Promise<unknown>;

const reasons: readonly unknown[] = [new Error('enough'), 'a text', 0, null, undefined, { why: 'an object' }];

describe('a signal that has aborted before the call', () => {
  carries(
    'C01',
    'keeps each of the 32 operations from sending anything, and its reason comes out as it is',
    async () => {
      for (const operation of everyOperation) {
        for (const reason of reasons) {
          let sent = 0;
          const clock = fakeClock();
          const call: SignalledCall = anyCall(async () => leastReply(operation), {
            clock,
            pace: {},
            fetch: async () => {
              sent += 1;
              return leastReply(operation);
            },
          });
          const signal = AbortSignal.abort(reason);
          expect(await rejectionOf(call(operation.id, leastInput(operation), { signal }))).toBe(
            signal.reason,
          );
          expect([operation.id, sent, clock.timers]).toEqual([operation.id, 0, 0]);
        }
      }
    },
  );

  carries.each(
    'C01',
    [false, true],
    'sends nothing through lists, batches and moves either (read first: %s)',
    async (pages) => {
      const { fetch, sent } = fakeFetch(json({ data: [] }));
      const { pins, folders, threads } = cliqOn(fetch);
      const signal = AbortSignal.abort('gone');
      const list = pins.list('1', {}, { signal });
      expect(await rejectionOf(pages ? list.pages().next() : list.toArray())).toBe('gone');
      expect(await rejectionOf(folders.reorder('2', {}, { signal }))).toBe('gone');
      expect(await rejectionOf(folders.edit('2', () => [], { signal }))).toBe('gone');
      expect(await rejectionOf(threads.followers('1', { signal }).toArray())).toBe('gone');
      expect(await pins.remove('1', ['3', '4'], { signal })).toMatchObject({ notAttempted: ['3', '4'] });
      expect(sent).toHaveLength(0);
    },
  );
});

const cells = waitingStates.flatMap((state) =>
  everyClass.map((call) => [state.name, call.retry, state, call] as const),
);

describe('an abort while a call waits', () => {
  carries.each(
    'C02',
    cells,
    '%s (%s) ends it in the same tick, with the reason, and nothing is sent after it',
    async ([, , state, call]) => {
      const stop = new AbortController();
      const reason = { why: 'the user left' };
      const waiting = await state.reach(call, { signal: stop.signal });
      const { clock, sent, result } = waiting;
      const sentBefore = sent();
      let ended: unknown = 'not yet';
      result.catch((error: unknown) => {
        ended = error;
      });
      const endOfTick = new Promise((resolve) => setImmediate(resolve));
      stop.abort(reason);
      await endOfTick;
      expect(ended).toBe(reason);
      await passAnHour(clock);
      const others = sent() - sentBefore;
      expect(others).toBe(state.name.startsWith('in the queue') ? 1 : 0);
      expect([clock.timers, waiting.slotsOut()]).toEqual([0, 0]);
    },
  );

  carries.each(
    'C02',
    cells,
    '%s (%s) gives its slot back: at once, or when its request can have arrived no more',
    async ([, , state, call]) => {
      const stop = new AbortController();
      const waiting = await state.reach(call, { signal: stop.signal });
      const slots = waiting.slotsOut();
      stop.abort();
      await settle();
      expect(waiting.slotsOut()).toBe(0);
      // For a request that is out: as long as an attempt may take, and a window.
      if (state.isOut) expect(waiting.lastFreeInMs()).toBe(90_000);
      else if (slots > 0) expect(waiting.lastFreeInMs()).toBe(0);
    },
  );

  carries.each('C02', reasons, 'comes out as the very reason that the caller gave (%s)', async (reason) => {
    for (const state of waitingStates) {
      const stop = new AbortController();
      const { result } = await state.reach(read, { signal: stop.signal });
      stop.abort(reason);
      expect(await rejectionOf(result)).toBe(stop.signal.reason);
    }
  });

  carries('C02', 'between the two tries of a move ends it in the same tick, too', async () => {
    const clock = fakeClock();
    const date = new Date(clock.wall()).toUTCString();
    const folders = [{ category_id: '1' }, { category_id: '2' }];
    const conflict = json({ code: 'client_not_synced', message: 'Changed.' }, { status: 400 });
    const { fetch, sent } = fakeFetch(json({ data: folders }, { headers: { date } }), conflict);
    const stop = new AbortController();
    const move = cliqOn(fetch, { clock }).folders.reorder('2', { pin_above: '1' }, { signal: stop.signal });
    await settle();
    expect([sent.length, clock.timers]).toEqual([2, 1]);
    stop.abort('enough');
    expect(await rejectionOf(move)).toBe('enough');
    await passAnHour(clock);
    expect([sent.length, clock.timers]).toEqual([2, 0]);
  });

  carries.each(
    'C02',
    ['stall', 'commit-then-stall', 'drip'] as const,
    'on a socket (%s) ends it in the same tick, too, and nothing arrives after it',
    async (fault) => {
      const { emulator, cliqWith, arrived } = await emulated({ port: 0 });
      emulator.faults.plan(read.operation, fault);
      const stop = new AbortController();
      const result = rejectionOf(read.run(cliqWith({ pace: {} }), { signal: stop.signal }));
      while (arrived(read.operation).length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      const endOfTick = new Promise<string>((resolve) => setImmediate(resolve, 'end of the tick'));
      stop.abort('enough');
      expect(await Promise.race([result, endOfTick])).toBe('enough');
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(arrived(read.operation)).toHaveLength(1);
      emulator.faults.assertConsumed();
    },
  );
});

describe('a signal that is a timeout', () => {
  const transient = [failing(new TypeError('fetch failed')), hanging(), json({}, { status: 503 })] as const;

  carries.each(
    'C03',
    [0, 1, 2] as const,
    'ends the call as a timeout of the caller, which is not repeated (while the service fails in way %s)',
    async (way) => {
      for (const call of everyClass) {
        const { fetch, sent } = fakeFetch(transient[way]);
        const signal = AbortSignal.timeout(15);
        const error = await rejectionOf(call.run(cliqOn(fetch, { random: () => 1 }), { signal }));
        if (call.retry === 'never' && way !== 1) continue; // It fails for itself, and at once.
        expect(error).toBe(signal.reason);
        expect(error).toMatchObject({ name: 'TimeoutError', code: DOMException.TIMEOUT_ERR });
        const before = sent.length;
        await new Promise((resolve) => setTimeout(resolve, 10));
        expect([before, sent.length]).toEqual([1, 1]);
      }
    },
  );

  carries('C03', 'whose time is up while the call waits for a lock sends nothing more', async () => {
    const { fetch, sent } = fakeFetch(json({}, { status: 429 }), json(reorder.reply));
    const signal = AbortSignal.timeout(15);
    expect(await rejectionOf(reorder.run(cliqOn(fetch, { pace: {} }), { signal }))).toBe(signal.reason);
    expect(sent).toHaveLength(1);
  });
});
