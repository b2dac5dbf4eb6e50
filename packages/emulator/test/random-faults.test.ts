import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultTarget, JournalEntry, RandomFaultOptions } from '../src/index.ts';
import { createClock, createEmulator, demo } from '../src/index.ts';
import { openDoor, refreshForm, sight } from './doors.ts';

const pins = `/chats/${demo.channels.launch.chatId}/pin-messages`;
const calls: readonly (readonly [method: string, path: string, body?: string])[] = [
  ['GET', pins],
  ['POST', '/pin-categories', '{"title":"New"}'],
  ['GET', '/pin-categories'],
  ['DELETE', pins],
  ['POST', '/pin-categories', '{"colour":"red"}'],
];

/** What becomes of a row of calls, two seconds apart, each of which waits for a second. */
async function storm(options: RandomFaultOptions, length = 100): Promise<readonly JournalEntry[]> {
  const clock = createClock();
  const emulator = await createEmulator({
    port: false,
    clock,
    limits: { getPinCategories: { limit: 1000 } },
  });
  emulator.faults.random(options);
  await clock.run(async () => {
    for (let call = 0; call < length; call += 1) {
      const [method, path, body] = calls[call % calls.length] ?? ['GET', pins];
      const controller = new AbortController();
      const cancel = clock.timer(1000, () => controller.abort());
      await sight(
        emulator.fetch(emulator.url + path, {
          method,
          headers: { authorization: `Bearer ${emulator.issueToken()}` },
          signal: controller.signal,
          ...(body === undefined ? {} : { body }),
        }),
      );
      cancel();
      await new Promise<void>((resolve) => clock.timer(2000, resolve));
    }
  });
  return emulator.journal.entries();
}

describe('random faults', () => {
  test('are the same for the same seed and the same calls', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), async (seed, rate) => {
        expect(await storm({ seed, rate }, 25)).toEqual(await storm({ seed, rate }, 25));
      }),
      { numRuns: 10 },
    );
  });

  test('are others for another seed', async () => {
    expect(await storm({ seed: 1, rate: 0.5 })).not.toEqual(await storm({ seed: 2, rate: 0.5 }));
  });

  test('strike about as often as they are told', async () => {
    const struck = (await storm({ seed: 3, rate: 0.3 }, 1000)).filter(({ fault }) => fault !== undefined);
    expect(struck.length).toBeGreaterThan(150);
    expect(struck.length).toBeLessThan(350);
    const kinds = new Set(struck.map(({ fault }) => fault));
    expect(kinds).toEqual(
      new Set([
        'reset-before-read',
        'stall',
        'status',
        'html',
        'commit-then-reset',
        'commit-then-stall',
        'commit-then-truncate',
        'reset-mid-reply',
      ]),
    );
  });

  test.each([0, 1])('strike with the rate %i never or always', async (rate) => {
    const entries = await storm({ seed: 4, rate, faults: ['html'] });
    expect(entries.filter(({ fault }) => fault === 'html')).toHaveLength(rate * entries.length);
  });

  test('are drawn from the list alone, for the operations that are named', async () => {
    const operations: readonly FaultTarget[] = ['getPinCategories'];
    const entries = await storm({ seed: 5, rate: 1, faults: ['strip-body', 'html'], operations });
    for (const { operation, fault } of entries) {
      if (operation === 'getPinCategories') expect(['strip-body', 'html']).toContain(fault);
      else expect(fault).toBeUndefined();
    }
  });

  test('do not strike the token endpoint unless it is named', async () => {
    const { emulator } = await openDoor('in-process');
    const refresh = () =>
      emulator.fetch(`${emulator.accountsUrl}/oauth/v2/token`, {
        method: 'POST',
        body: refreshForm(emulator),
      });
    emulator.faults.random({ seed: 6, rate: 1, faults: ['html'] });
    expect((await refresh()).status).toBe(200);
    emulator.faults.random({ seed: 6, rate: 1, faults: ['html', 'expire-token'], operations: ['token'] });
    for (let tried = 0; tried < 20; tried += 1) expect((await refresh()).status).toBe(502);
    emulator.faults.random({ seed: 6, rate: 1, faults: ['expire-token'], operations: ['token'] });
    expect((await refresh()).status).toBe(200);
  });

  test('leave a call alone for which a fault is planned, and are in the account beside it', async () => {
    const { emulator, see, clock } = await openDoor('in-process');
    emulator.faults.random({ seed: 7, rate: 1, faults: ['html'] });
    emulator.faults.plan('getPinCategories', { kind: 'status', status: 418 });
    expect(await see('GET', '/pin-categories')).toBe('418');
    expect(await see('GET', '/pin-categories')).toContain('502');
    const at = clock.wall();
    expect(emulator.faults.account()).toEqual({
      planned: 1,
      consumed: [
        { target: 'getPinCategories', fault: { kind: 'status', status: 418 }, at, source: 'plan', entry: 1 },
        { target: 'getPinCategories', fault: { kind: 'html' }, at, source: 'random', entry: 2 },
      ],
      pending: [],
      completed: true,
    });
  });

  test('end with clear, and with a reset', async () => {
    const { emulator, send } = await openDoor('in-process');
    const status = async () => {
      const headers = { authorization: `Bearer ${emulator.issueToken()}` };
      return (await send(`${emulator.url}/pin-categories`, { headers })).status;
    };
    for (const end of [emulator.faults.clear, emulator.reset]) {
      emulator.faults.random({ seed: 8, rate: 1, faults: ['html'] });
      expect(await status()).toBe(502);
      end();
      expect(await status()).toBe(200);
    }
  });

  test('that wait for a call which passes its checks leave others alone', async () => {
    const entries = await storm({ seed: 9, rate: 1, faults: ['commit-then-reset'] });
    for (const { status, fault } of entries) {
      expect(status === undefined ? fault : status).toBe(status === undefined ? 'commit-then-reset' : 400);
    }
    expect(entries.some(({ status }) => status === 400)).toBe(true);
  });
});
