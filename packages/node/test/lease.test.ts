import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@cliqkit/core';
import { describe, expect, it } from 'vitest';
import type { FakeClock } from '../../core/test/fake-clock.ts';
import { fakeClock, start } from '../../core/test/fake-clock.ts';
import { takeLease } from '../src/lease.ts';
import { newFolder, until } from './folder.ts';

const leaseMs = 10_000;
/** The longest pause between two looks at a lock. */
const mostPollMs = 75;

/** A clock of somebody who waits: waiting takes no time, but is counted. */
function waiter({
  wall = start,
  meanwhile = async (_ms: number) => undefined,
} = {}): Clock & { waitedMs: number } {
  return {
    waitedMs: 0,
    wall: () => wall,
    mono() {
      return this.waitedMs;
    },
    timer(ms, fire) {
      let set = true;
      const pass = async (): Promise<void> => {
        await meanwhile(ms);
        this.waitedMs += ms;
        if (set) fire();
      };
      setImmediate(() => void pass());
      return () => {
        set = false;
      };
    },
  };
}

interface Held {
  path: string;
  clock: FakeClock;
  release: () => Promise<void>;
}

/** A lock whose holder shows a sign of life when its clock is advanced. */
async function held(): Promise<Held> {
  const path = join(newFolder(), 'lock');
  const clock = fakeClock();
  return { path, clock, release: await takeLease(path, { leaseMs, clock }) };
}

const textOf = (path: string): string => readFileSync(path, 'utf8');

describe('a lock', () => {
  it('says who holds it, and is empty when nobody does', async () => {
    const { path, release, clock } = await held();
    expect(JSON.parse(textOf(path))).toEqual({
      owner: expect.stringMatching(/^[0-9a-f-]{36}$/),
      pid: process.pid,
      leaseMs,
      since: start,
      renewed: start,
      renewals: 0,
    });
    await release();
    expect(textOf(path)).toBe('');
    expect(clock.timers).toBe(0);
  });

  it.each(['', 'x', 'null', '7', '{}', '{"leaseMs":"x","renewed":1}', '{"leaseMs":10000}'])(
    'that nobody holds is taken at once: %j',
    async (text) => {
      const path = join(newFolder(), 'lock');
      writeFileSync(path, text, { mode: 0o600 });
      const clock = waiter();
      const release = await takeLease(path, { leaseMs, clock });
      expect(clock.waitedMs).toBe(0);
      await release();
    },
  );

  it('that is alive is waited for, however long', async () => {
    const { path, clock, release } = await held();
    let taken = false;
    let done: Promise<void> | undefined;
    const meanwhile = async (ms: number): Promise<undefined> => {
      clock.advance(ms);
      if (done === undefined) expect(taken).toBe(false);
      if (clock.mono() >= 5 * leaseMs) done ??= release();
      else await until(() => clock.timers === 1); // Renewed, or not due yet.
      return undefined;
    };
    const patient = waiter({ meanwhile });
    const mine = await takeLease(path, { leaseMs, clock: patient });
    taken = true;
    await done;
    expect(patient.waitedMs).toBeGreaterThanOrEqual(5 * leaseMs - mostPollMs);
    await mine();
  });

  it.each([0, 29_999, -3_600_000])(
    'that is dead is waited for as long as its lease, with a wall clock %i ms ahead',
    async (ahead) => {
      const { path } = await held();
      const clock = waiter({ wall: start + ahead });
      const release = await takeLease(path, { leaseMs: 500, clock });
      expect(clock.waitedMs).toBeGreaterThanOrEqual(leaseMs);
      expect(clock.waitedMs).toBeLessThan(leaseMs + 2 * mostPollMs);
      await release();
    },
  );

  it('that was left long ago is not waited for', async () => {
    const { path } = await held();
    const clock = waiter({ wall: start + 3 * leaseMs });
    const release = await takeLease(path, { leaseMs, clock });
    expect(clock.waitedMs).toBe(0);
    await release();
  });

  it('that others have taken over is neither renewed nor given back', async () => {
    const late = await held();
    const clock = fakeClock();
    clock.advance(3 * leaseMs);
    const release = await takeLease(late.path, { leaseMs, clock });
    const theirs = textOf(late.path);
    late.clock.advance(leaseMs / 4);
    await late.release();
    expect(late.clock.timers).toBe(0);
    expect(textOf(late.path)).toBe(theirs);
    await release();
    expect(textOf(late.path)).toBe('');
  });

  it('goes on being renewed after a renewal that failed', async () => {
    const { path, clock, release } = await held();
    chmodSync(path, 0o644);
    clock.advance(leaseMs / 4);
    await until(() => clock.timers === 1);
    expect(textOf(path)).toContain('"renewals":0');
    chmodSync(path, 0o600);
    clock.advance(leaseMs / 4);
    await until(() => clock.timers === 1);
    expect(textOf(path)).toContain('"renewals":2');
    await release();
  });

  it('is given back after a renewal that is under way', async () => {
    const { path, clock, release } = await held();
    clock.advance(leaseMs / 4);
    await release();
    expect(textOf(path)).toBe('');
    expect(clock.timers).toBe(0);
  });

  it('that cannot be given back ends by itself', async () => {
    const { path, release } = await held();
    chmodSync(path, 0o644);
    await release();
    chmodSync(path, 0o600);
    const clock = waiter();
    await (await takeLease(path, { leaseMs, clock }))();
    expect(clock.waitedMs).toBeGreaterThanOrEqual(leaseMs);
  });
});
