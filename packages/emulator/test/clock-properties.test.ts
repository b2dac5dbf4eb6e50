import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClock } from '../src/index.ts';

interface Due {
  readonly at: number;
  readonly name: number;
}

const runs = { numRuns: 300 };

const aStep = fc.oneof(
  fc.record({ kind: fc.constant('timer' as const), ms: fc.integer({ min: 0, max: 50 }) }),
  fc.record({ kind: fc.constant('cancel' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('advance' as const), ms: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ kind: fc.constant('stepWall' as const), ms: fc.integer({ min: -1e9, max: 1e9 }) }),
  fc.record({ kind: fc.constant('suspend' as const), ms: fc.integer({ min: 0, max: 1e9 }) }),
);

test('whatever is done to it, a frozen clock fires like a sorted list, and its hands tell what has passed', () => {
  fc.assert(
    fc.property(fc.array(aStep, { maxLength: 200 }), (steps) => {
      const clock = createClock({ at: 0 });
      let pending: Due[] = [];
      const cancels: (() => void)[] = [];
      const fired: number[] = [];
      const expected: number[] = [];
      let [mono, wall, server] = [0, 0, 0];
      for (const step of steps) {
        switch (step.kind) {
          case 'timer': {
            const name = cancels.length;
            pending.push({ at: mono + step.ms, name });
            cancels.push(clock.timer(step.ms, () => fired.push(name)));
            break;
          }
          case 'cancel': {
            const name = step.which % Math.max(1, cancels.length);
            pending = pending.filter((due) => due.name !== name);
            cancels[name]?.();
            break;
          }
          case 'advance': {
            mono += step.ms;
            wall += step.ms;
            server += step.ms;
            const due = pending.filter(({ at }) => at <= mono).sort((one, other) => one.at - other.at);
            expected.push(...due.map(({ name }) => name));
            pending = pending.filter(({ at }) => at > mono);
            clock.advance(step.ms);
            break;
          }
          case 'stepWall':
            wall += step.ms;
            clock.stepWall(step.ms);
            break;
          case 'suspend':
            wall += step.ms;
            server += step.ms;
            clock.suspend(step.ms);
            break;
        }
        expect([clock.mono(), clock.wall(), clock.server.wall(), clock.timers]).toEqual([
          mono,
          wall,
          server,
          pending.length,
        ]);
      }
      expect(fired).toEqual(expected);
    }),
    runs,
  );
});

test('a timer of any length fires when exactly that much has passed, however it passes', () => {
  const aDuration = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(aDuration, { maxLength: 20 }), aDuration, (parts, ms) => {
      const clock = createClock();
      for (const part of parts) clock.advance(part);
      const due = clock.mono() + ms;
      let firedAt: number | undefined;
      clock.timer(ms, () => {
        firedAt = clock.mono();
      });
      clock.advance(ms);
      expect(firedAt).toBe(due);
    }),
    runs,
  );
});

test('work of any timers ends when the last of them does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.nat(1000), { maxLength: 5 }), { maxLength: 5 }),
      async (workers) => {
        const clock = createClock();
        const work = async (waits: readonly number[]): Promise<void> => {
          for (const ms of waits) await new Promise<void>((resolve) => clock.timer(ms, resolve));
        };
        await clock.run(() => Promise.all(workers.map(work)));
        const ends = workers.map((waits) => waits.reduce((sum, ms) => sum + ms, 0));
        expect([clock.mono(), clock.timers]).toEqual([Math.max(0, ...ends), 0]);
      },
    ),
    { numRuns: 60 },
  );
});
