import { demo } from '@cliqkit/emulator';
import { ConflictError } from 'cliqkit';
import { describe, expect, test } from 'vitest';
import { rejectionOf } from '../faults/support/failure-of.ts';
import { guardedChanges } from './guarded-changes.ts';
import { meanwhile, virtualWorld } from './virtual-world.ts';

const { channels, messages } = demo;
const once = { retry: false, pace: false } as const;

describe.each(guardedChanges)('$name, of which nobody knows whether it was made,', (change) => {
  const { reads, writes, run: make, list, disturb, before, after } = change;

  describe('and that was made', () => {
    test.each(['commit-then-reset', 'commit-then-stall'] as const)(
      'is a success after %s, and was made once',
      async (fault) => {
        for (const options of [{}, once]) {
          const world = await virtualWorld();
          const { cliqWith, emulator, run, commits } = world;
          emulator.faults.plan(writes, fault);
          await run(() => make(cliqWith(options)));
          emulator.faults.assertConsumed();
          expect(commits(writes)).toBe(1);
          expect(await list(world)).toEqual(after);
        }
      },
    );

    test('is a success when every later reply is lost, too', async () => {
      const world = await virtualWorld();
      const { cliq, emulator, run, commits, statuses } = world;
      emulator.faults.plan(writes, 'commit-then-reset', ...Array(3).fill('reset-before-read'));
      await run(() => make(cliq));
      expect([commits(writes), statuses(writes)]).toEqual([1, Array(4).fill(undefined)]);
    });
  });

  describe('and that was not made', () => {
    test.each([
      'reset-before-read',
      'stall',
      { kind: 'status', status: 500 },
      { kind: 'html', status: 502 },
    ] as const)('is made again after %o, once', async (fault) => {
      const world = await virtualWorld();
      const { cliqWith, emulator, run, commits, arrived } = world;
      emulator.faults.plan(writes, fault);
      await run(() => make(cliqWith(once)));
      emulator.faults.assertConsumed();
      expect([arrived(writes).length, commits(writes)]).toEqual([2, 1]);
      expect(await list(world)).toEqual(after);
    });

    test('is made again when all attempts of the first call have failed', async () => {
      const world = await virtualWorld();
      const { cliq, emulator, run, commits, arrived } = world;
      emulator.faults.plan(writes, ...Array(4).fill('reset-before-read'));
      await run(() => make(cliq));
      expect([arrived(writes).length, commits(writes)]).toEqual([5, 1]);
      expect(await list(world)).toEqual(after);
    });

    test('is given up after three times: its outcome stays unknown', async () => {
      const world = await virtualWorld();
      const { cliqWith, emulator, run, commits, arrived } = world;
      emulator.faults.plan(writes, ...Array(3).fill('reset-before-read'));
      const error = await run(() => rejectionOf(make(cliqWith(once))));
      expect(error).toMatchObject({ name: 'ConnectionError', operation: writes, outcome: 'unknown' });
      expect([arrived(writes).length, commits(writes)]).toEqual([3, 0]);
      expect(await list(world)).toEqual(before);
    });
  });

  test('and is carried out late, counts once', async () => {
    const world = await virtualWorld();
    const { cliqWith, clock, emulator, run, commits, statuses } = world;
    const late: (() => Promise<unknown>)[] = [];
    const puts: unknown[] = [];
    /** Holds the first write back: it arrives when the second one is sent. */
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (init?.method !== 'PUT') return emulator.fetch(input, init);
      puts.push(input);
      if (puts.length === 1) {
        late.push(() => emulator.fetch(input, { ...init, signal: null }));
        throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      }
      clock.advance(1);
      for (const arrive of late.splice(0)) await arrive();
      clock.advance(1);
      return emulator.fetch(input, init);
    };
    await run(() => make(cliqWith({ ...once, fetch })));
    expect([commits(writes), statuses(writes)]).toEqual([1, [204, 400]]);
    expect(await list(world)).toEqual(after);
  });

  test('is unknown when somebody else has changed the list meanwhile', async () => {
    const world = await virtualWorld();
    const { cliqWith, emulator, run, arrived } = world;
    emulator.faults.plan(writes, 'reset-before-read');
    const fetch = meanwhile(emulator.fetch, 'PUT', () => disturb(world));
    const error = await run(() => rejectionOf(make(cliqWith({ ...once, fetch }))));
    expect(error).toMatchObject({ name: 'ConnectionError', operation: writes, outcome: 'unknown' });
    expect(arrived(writes)).toHaveLength(1);
    expect(await list(world)).toHaveLength(before.length + 1);
  });

  test('is no mere conflict when the next write meets one', async () => {
    const world = await virtualWorld();
    const { cliqWith, clock, emulator, run, statuses } = world;
    emulator.faults.plan(writes, 'reset-before-read');
    const fetch = meanwhile(
      emulator.fetch,
      'GET',
      () => undefined,
      () => {
        clock.advance(1);
        return disturb(world);
      },
    );
    const error = await run(() => rejectionOf(make(cliqWith({ ...once, fetch }))));
    expect(error).not.toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ name: 'ConnectionError', operation: writes, outcome: 'unknown' });
    expect(statuses(writes)).toEqual([undefined, 400]);
  });

  test('is no mere refusal when the next write is refused', async () => {
    const world = await virtualWorld();
    const { cliqWith, emulator, run } = world;
    emulator.faults.plan(writes, 'reset-before-read', {
      kind: 'status',
      status: 400,
      code: 'operation_failed',
    });
    const error = await run(() => rejectionOf(make(cliqWith(once))));
    emulator.faults.assertConsumed();
    expect(error).toMatchObject({ name: 'ConnectionError', operation: writes, outcome: 'unknown' });
  });

  test('fails as the write did when the list cannot be read back', async () => {
    const world = await virtualWorld();
    const { cliqWith, emulator, run, arrived } = world;
    emulator.faults.plan(writes, 'reset-before-read');
    const fetch = meanwhile(emulator.fetch, 'PUT', () => {
      emulator.faults.plan(reads, { kind: 'status', status: 500 });
    });
    const error = await run(() => rejectionOf(make(cliqWith({ ...once, fetch }))));
    emulator.faults.assertConsumed();
    expect(error).toMatchObject({ name: 'ConnectionError', operation: writes, outcome: 'unknown' });
    expect([arrived(reads).length, arrived(writes).length]).toEqual([2, 1]);
  });

  test('ends with the reason of its signal when it is aborted before it is read back', async () => {
    const world = await virtualWorld();
    const { cliqWith, emulator, run, arrived } = world;
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    emulator.faults.plan(writes, 'reset-before-read');
    const fetch = meanwhile(emulator.fetch, 'PUT', () => {
      world.clock.timer(500, () => controller.abort(reason));
    });
    const cliq = cliqWith({ ...once, fetch });
    expect(await run(() => rejectionOf(make(cliq, { signal: controller.signal })))).toBe(reason);
    expect([arrived(reads).length, arrived(writes).length, world.clock.timers]).toEqual([1, 1, 0]);
  });
});

test('a move of a pin that stands in its place already, but is not the primary one, counts as made only when it was', async () => {
  const { chatId } = channels.launch;
  const { clock, cliqWith, emulator, otherDevice, run } = await virtualWorld();
  await otherDevice.pins.add(chatId, { message_id: messages.freeze, expiry_time: -1, notify: false });
  clock.advance(2000);
  emulator.faults.plan('reorderPinnedMessages', 'reset-before-read');
  const move = { message_id: messages.freeze, pin_above: messages.checklist };
  await run(() => cliqWith(once).pins.reorder(chatId, move));
  expect(await otherDevice.pins.getPrimary(chatId)).toMatchObject({ id: messages.freeze });
});
