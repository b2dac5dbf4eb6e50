import { expect, test } from 'vitest';
import { createRestartableClock } from '../../src/testing/restartable-clock.ts';

test('goes back to its start, and forgets its timers', () => {
  const { clock, restart } = createRestartableClock({ mode: 'frozen', at: 1_000_000 });
  const fired: string[] = [];
  clock.timer(10, () => fired.push('before'));
  clock.advance(5);
  clock.stepWall(100);
  clock.suspend(1000);
  expect([clock.wall(), clock.mono(), clock.server.wall()]).toEqual([1_001_105, 5, 1_001_005]);
  restart();
  expect([clock.wall(), clock.mono(), clock.server.mono(), clock.timers]).toEqual([1_000_000, 0, 0, 0]);
  clock.server.timer(10, () => fired.push('after'));
  clock.advance(10);
  expect(fired).toEqual(['after']);
});

test('runs at its first rate again', () => {
  const { clock, restart } = createRestartableClock({ mode: 'frozen' });
  clock.setRate(60);
  restart();
  expect([clock.rate, clock.mode]).toEqual([0, 'frozen']);
});

test('keeps its listeners, tells them of the restart, and lets them go', () => {
  const { clock, restart } = createRestartableClock({ mode: 'frozen' });
  let turns = 0;
  const end = clock.onTurn(() => {
    turns += 1;
  });
  clock.advance(1);
  restart();
  clock.advance(1);
  expect(turns).toBe(3);
  end();
  clock.advance(1);
  restart();
  expect(turns).toBe(3);
});

test('lets work run', async () => {
  const { clock, restart } = createRestartableClock({ mode: 'frozen' });
  restart();
  await clock.run(() => new Promise<void>((resolve) => clock.timer(3_600_000, resolve)));
  expect(clock.mono()).toBe(3_600_000);
});
