import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import type { Paced } from './paced.ts';
import { paced } from './paced.ts';

const hourMs = 3_600_000;
const hours = 12;
const slowMs = 30_000;

/** Programs that know nothing of each other call for one user, without a pause, for twelve hours. */
async function saturate({ clock, cliqWith }: Paced, programs: number): Promise<void> {
  const call = async (cliq: ReturnType<typeof cliqWith>): Promise<void> => {
    while (clock.mono() < hours * hourMs) await cliq.folders.list().toArray();
  };
  const clients = Array.from({ length: programs }, () => cliqWith());
  await clock.run(() => Promise.all(clients.flatMap((cliq) => Array.from({ length: 21 }, () => call(cliq)))));
}

/** When the service locked the user out, and how many calls passed in a minute of the second half. */
function readings({ emulator }: Paced): { gaps: number[]; perMinute: number } {
  const entries = emulator.journal.entries().filter(({ mono }) => mono < hours * hourMs);
  const locks = entries.filter(({ overLimit }) => overLimit).map(({ mono }) => mono);
  const passed = entries.filter(({ status, mono }) => status === 200 && mono >= (hours / 2) * hourMs);
  return {
    gaps: locks.map((at, index) => (locks[index + 1] ?? hours * hourMs) - at),
    perMinute: passed.length / ((hours / 2) * 60),
  };
}

/** It settles: after the first hour each lock comes at least as late after the one before as that after its own. */
function expectSettled(world: Paced, perMinute: number): void {
  const { gaps, perMinute: passed } = readings(world);
  expect(gaps.length).toBeGreaterThan(0);
  expect(gaps.length).toBeLessThanOrEqual(10);
  const lastGap = gaps.pop() ?? 0;
  expect(lastGap).toBeGreaterThanOrEqual(3 * hourMs);
  expect(gaps.slice(2)).toEqual(gaps.slice(2).sort((a, b) => a - b));
  expect(passed).toBeGreaterThanOrEqual(0.9 * perMinute);
  expect(passed).toBeLessThanOrEqual(perMinute);
}

describe('a service that allows less than it documents', () => {
  const limits = [1, 2, 5, 12, 19];

  for (const limit of limits) {
    carries(
      'R13',
      `(${limit} instead of 20 a minute) is used to 90 % at least, and locks ever more rarely`,
      async () => {
        const world = await paced({ limits: { getPinCategories: { limit } }, journalSize: 50_000 });
        await saturate(world, 1);
        expectSettled(world, limit);
      },
      slowMs,
    );
  }

  carries(
    'R13',
    'because two programs share the limit of one user without knowing is used to 90 %, and locks ever more rarely',
    async () => {
      const world = await paced({ journalSize: 50_000 });
      await saturate(world, 2);
      expectSettled(world, 20);
    },
    slowMs,
  );
});

describe('a service that was stricter for a while', () => {
  carries(
    'R13',
    'is used to its documented limit again in the end',
    async () => {
      const world = await paced({ journalSize: 50_000 });
      world.emulator.faults.plan('getPinCategories', 'throttle');
      await saturate(world, 1);
      world.emulator.faults.assertConsumed();
      expect(readings(world)).toEqual({ gaps: [], perMinute: 20 });
    },
    slowMs,
  );
});
