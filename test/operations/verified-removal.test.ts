import { inspect } from 'node:util';
import { demo } from '@cliqkit/emulator';
import type { Cliq } from 'cliqkit';
import { VerificationError } from 'cliqkit';
import { describe, expect, test } from 'vitest';
import { rejectionOf } from '../faults/support/failure-of.ts';
import { complete } from './folder-changes.ts';
import { meanwhile, virtualWorld } from './virtual-world.ts';

const { chatId } = demo.channels.launch;
const { checklist, freeze, kickoff, pricing, rollback, screenshots } = demo.messages;
const pinnedBy = async ({ pins }: Cliq): Promise<string[]> =>
  (await pins.list(chatId).toArray()).map(({ id }) => id);

async function lossOf(call: Promise<unknown>): Promise<VerificationError> {
  const error = await rejectionOf(call);
  if (error instanceof VerificationError) return error;
  throw new Error(`expected a VerificationError, got ${String(error)}`, { cause: error });
}

describe('a removal that is verified', () => {
  test('reads the pins before and after, and answers as ever when only those that were named are gone', async () => {
    const { cliq, emulator, otherDevice, run } = await virtualWorld();
    emulator.journal.clear();
    expect(await run(() => cliq.pins.remove(chatId, [rollback], { verify: true }))).toEqual(
      complete([rollback]),
    );
    expect(emulator.journal.entries().map(({ method }) => method)).toEqual(['GET', 'DELETE', 'GET']);
    expect(await pinnedBy(otherDevice)).toEqual([checklist]);
  });

  test('says which pins are gone that were not named, when a proxy strips the body', async () => {
    const { cliq, emulator, otherDevice, run } = await virtualWorld();
    emulator.faults.plan('deletePinnedMessages', 'strip-body');
    const error = await run(() => lossOf(cliq.pins.remove(chatId, [rollback], { verify: true })));
    emulator.faults.assertConsumed();
    expect(await pinnedBy(otherDevice)).toEqual([]);
    expect(error).toMatchObject({
      name: 'VerificationError',
      operation: 'deletePinnedMessages',
      outcome: 'unknown',
      retryable: false,
      result: complete([rollback]),
      lost: [{ id: checklist, expiry_time: -1, is_primary: true }],
    });
    expect(error.message).toContain('strips the body of DELETE');
    expect(inspect(error, { depth: 9 })).not.toContain('Read the checklist'); // What people write stays out of logs.
  });

  test('gives back what is needed to pin them again', async () => {
    const { cliq, emulator, otherDevice, run } = await virtualWorld();
    emulator.faults.plan('deletePinnedMessages', 'strip-body');
    const { lost = [] } = await run(() => lossOf(cliq.pins.remove(chatId, [rollback], { verify: true })));
    for (const { id, expiry_time, is_primary } of lost) {
      await cliq.pins.add(chatId, { message_id: id, expiry_time, primary: is_primary, notify: false });
    }
    expect(await otherDevice.pins.getPrimary(chatId)).toMatchObject({ id: checklist });
  });

  test('says so as well when somebody else removed one at the same time', async () => {
    const { cliqWith, emulator, otherDevice, run } = await virtualWorld();
    const fetch = meanwhile(emulator.fetch, 'DELETE', () => otherDevice.pins.remove(chatId, [checklist]));
    const { pins } = cliqWith({ fetch });
    const error = await run(() => lossOf(pins.remove(chatId, [rollback], { verify: true })));
    expect(error.lost).toMatchObject([{ id: checklist }]);
    expect(error.message).toContain('somebody else');
  });

  test('knows the pins in each form of their ids, and minds neither those that ended nor new ones', async () => {
    const { clock, cliqWith, emulator, otherDevice, run } = await virtualWorld();
    await otherDevice.pins.add(chatId, { message_id: freeze, expiry_time: clock.wall() + 1, notify: false });
    await otherDevice.pins.add(chatId, {
      message_id: pricing,
      expiry_time: clock.wall() + 800,
      notify: false,
    });
    const fetch = meanwhile(emulator.fetch, 'DELETE', () => {
      clock.advance(900); // Into the next second, whose beginning is all that the Date header tells.
      return otherDevice.pins.add(chatId, { message_id: kickoff, expiry_time: -1, notify: false });
    });
    const ids = [rollback.replace('_', '%20'), checklist.replace('_', ' ')];
    const { pins } = cliqWith({ fetch });
    expect(await run(() => pins.remove(chatId, ids, { verify: true }))).toEqual(complete(ids));
    expect(await pinnedBy(otherDevice)).toEqual([kickoff]);
  });

  test('does not take a pin for ended that has time left, or none', async () => {
    const { clock, cliq, emulator, otherDevice, run } = await virtualWorld();
    const soon = clock.wall() + 60_000;
    await otherDevice.pins.add(chatId, { message_id: screenshots, expiry_time: soon, notify: false });
    emulator.faults.plan('deletePinnedMessages', 'strip-body');
    const error = await run(() => lossOf(cliq.pins.remove(chatId, [rollback], { verify: true })));
    expect(error.lost?.map(({ id }) => id)).toEqual([screenshots, checklist]);
  });

  test('says that it cannot say when the pins cannot be read after it', async () => {
    const { cliqWith, emulator, otherDevice, run } = await virtualWorld();
    const fetch = meanwhile(emulator.fetch, 'DELETE', () => {
      emulator.faults.plan('getPinnedMessages', { kind: 'status', status: 400, code: 'operation_failed' });
    });
    const { pins } = cliqWith({ fetch });
    const error = await run(() => lossOf(pins.remove(chatId, [rollback], { verify: true })));
    expect(error).toMatchObject({
      outcome: 'unknown',
      result: complete([rollback]),
      lost: undefined,
      cause: { operation: 'getPinnedMessages' },
    });
    expect(await pinnedBy(otherDevice)).toEqual([checklist]);
  });

  test('that is aborted says so, too, and keeps what it knows', async () => {
    const { cliqWith, emulator, run } = await virtualWorld();
    const controller = new AbortController();
    const fetch = meanwhile(emulator.fetch, 'DELETE', () =>
      setImmediate(() => controller.abort(new Error('mine'))),
    );
    const held: typeof fetch = async (input, init) => {
      const reply = await fetch(input, init);
      // The second read takes until the abort.
      return emulator.journal.entries().at(-2)?.method === 'DELETE' ? new Promise(() => undefined) : reply;
    };
    const { pins } = cliqWith({ fetch: held });
    const { signal } = controller;
    const error = await run(() => lossOf(pins.remove(chatId, [rollback], { verify: true, signal })));
    expect(error).toMatchObject({ lost: undefined, result: complete([rollback]) });
    expect(error.cause).toBeUndefined();
  });

  test('removes nothing when the pins cannot be read before it', async () => {
    const { cliq, emulator, run, arrived } = await virtualWorld();
    emulator.faults.plan('getPinnedMessages', { kind: 'status', status: 400, code: 'operation_failed' });
    const error = await run(() => rejectionOf(cliq.pins.remove(chatId, [rollback], { verify: true })));
    expect(error).toMatchObject({ operation: 'getPinnedMessages', outcome: 'notApplied' });
    expect(arrived('deletePinnedMessages')).toEqual([]);
  });

  test('tells a refusal in the result, as ever', async () => {
    const { cliq, run } = await virtualWorld();
    const result = await run(() => cliq.pins.remove(chatId, [freeze], { verify: true }));
    expect(result).toMatchObject({
      ok: false,
      failed: [{ id: freeze, error: { code: 'operation_failed' } }],
    });
  });

  test('removes what was named when it was called, whatever becomes of the list', async () => {
    const { cliq, otherDevice, run } = await virtualWorld();
    const ids: string[] = [rollback];
    await run(() => {
      const removed = cliq.pins.remove(chatId, ids, { verify: true });
      ids.length = 0;
      return removed;
    });
    expect(await pinnedBy(otherDevice)).toEqual([checklist]);
  });
});

test('a removal that is not verified reads nothing, and does not notice', async () => {
  const { cliq, emulator, run, arrived } = await virtualWorld();
  emulator.faults.plan('deletePinnedMessages', 'strip-body');
  expect(await run(() => cliq.pins.remove(chatId, [rollback]))).toEqual(complete([rollback]));
  expect(arrived('getPinnedMessages')).toEqual([]);
});
