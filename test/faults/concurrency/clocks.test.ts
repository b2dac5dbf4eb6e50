import { refreshToken } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import type { Paced } from '../rate/paced.ts';
import { mostInAnyWindow, paced, times, timesOf } from '../rate/paced.ts';
import { read } from '../support/calls.ts';
import { failureOf } from '../support/failure-of.ts';

const hourMs = 3_600_000;
const steps = [-24 * hourMs, -hourMs, -61_000, 61_000, hourMs, 24 * hourMs];
const operation = 'getPinnedMessages';
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function signedIn({ emulator, cliqWith }: Paced) {
  return cliqWith({ credentials: refreshToken(emulator.credentials) });
}

/** Which tokens the service has refused, and how many were asked for. */
function tokenUse({ emulator }: Paced) {
  const entries = emulator.journal.entries();
  return {
    refused: entries.filter(({ status }) => status === 401).length,
    asked: entries.filter((entry) => entry.operation === 'token').length,
  };
}

describe('a wall clock that jumps', () => {
  carries.each('C08', steps, 'by %s ms makes no lock shorter', async (ms) => {
    for (const waits of [true, false]) {
      const { clock, emulator, cliq, arrived } = await paced();
      emulator.faults.plan(operation, 'throttle');
      const first = read.run(cliq, waits ? {} : { deadline: 1_000 }).catch(() => undefined);
      await clock.run(turn());
      clock.advance(10_000);
      clock.stepWall(ms);
      const refused = await clock.run(() => failureOf(read.run(cliq, { deadline: 60_000 })));
      expect(refused).toMatchObject({ heldBack: true, retryAfterMs: 290_000 });
      await clock.run(() => Promise.all([first, read.run(cliq)]));
      expect(timesOf(arrived(operation))).toEqual(waits ? [0, 300_000, 300_000] : [0, 300_000]);
      emulator.faults.assertConsumed();
    }
  });

  carries.each('C08', steps, 'by %s ms lets no call pass the limit', async (ms) => {
    const { clock, emulator, cliq, entries } = await paced();
    const calls = times(70, () => read.run(cliq));
    for (const at of [1_000, 30_000, 59_999, 60_001, 90_000]) clock.timer(at, () => clock.stepWall(ms));
    await clock.run(calls);
    expect(mostInAnyWindow(timesOf(entries()))).toBe(20);
    expect(emulator.violations()).toEqual([]);
  });

  carries.each('C08', steps, 'by %s ms lets no token be used after its end', async (ms) => {
    const world = await paced();
    const { clock } = world;
    const cliq = signedIn(world);
    await clock.run(() => read.run(cliq));
    clock.stepWall(ms);
    for (const passMs of [hourMs / 2, hourMs / 2 + 1, hourMs, 3 * hourMs]) {
      clock.advance(passMs);
      await clock.run(() => read.run(cliq));
    }
    expect(tokenUse(world).refused).toBe(0);
    expect(tokenUse(world).asked).toBeLessThanOrEqual(6);
    expect(world.emulator.violations()).toEqual([]);
  });

  carries('C08', 'back and forth all the time does not ask for tokens all the time', async () => {
    const world = await paced();
    const { clock } = world;
    const cliq = signedIn(world);
    for (let jump = 0; jump < 60; jump += 1) {
      clock.stepWall(jump % 2 ? -24 * hourMs : 24 * hourMs);
      await clock.run(() => read.run(cliq).catch(() => undefined));
      clock.advance(60_000);
    }
    expect(world.emulator.violations()).toEqual([]);
  });
});

describe('a machine that sleeps', () => {
  const sleeps = [1_000, 60_000, hourMs, 24 * hourMs];

  carries.each('C09', sleeps, '(for %s ms) sends no stale token when it wakes', async (ms) => {
    const world = await paced();
    const { clock } = world;
    const cliq = signedIn(world);
    await clock.run(() => read.run(cliq));
    clock.suspend(ms);
    await clock.run(() => read.run(cliq));
    expect(tokenUse(world)).toEqual({ refused: 0, asked: ms >= hourMs ? 2 : 1 });
  });

  carries.each('C09', sleeps, '(for %s ms) with calls in line makes no burst when it wakes', async (ms) => {
    const { clock, emulator, cliq } = await paced();
    const calls = times(100, () => read.run(cliq));
    for (const at of [1, 30_000, 59_999, 119_000]) clock.timer(at, () => clock.suspend(ms));
    await clock.run(calls);
    // By the service's clock, which does not sleep.
    expect(mostInAnyWindow(emulator.journal.entries().map(({ at }) => at))).toBeLessThanOrEqual(20);
    expect(emulator.violations()).toEqual([]);
  });

  carries.each(
    'C09',
    sleeps,
    '(for %s ms) during a lock sends nothing into it, and is not held back for ever',
    async (ms) => {
      const { clock, emulator, cliq, arrived } = await paced({ quirks: { duringLock: 'extend' } });
      emulator.faults.plan(operation, 'throttle');
      clock.timer(1_000, () => clock.suspend(ms));
      await clock.run(() => read.run(cliq));
      emulator.faults.assertConsumed();
      expect(emulator.violations()).toEqual([]);
      expect(timesOf(arrived(operation)).length).toBe(2);
    },
  );
});
