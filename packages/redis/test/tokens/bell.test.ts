import { expect, it } from 'vitest';
import { fakeClock } from '../../../core/test/fake-clock.ts';
import { makeBell } from '../../src/tokens/bell.ts';

it('ends a sleep, or the next one, once', async () => {
  const clock = fakeClock();
  const bell = makeBell(clock);
  expect(bell.heard).toBe(false);
  const asleep = bell.sleep(1_000);
  bell.ring();
  await asleep;
  expect([bell.heard, clock.timers]).toEqual([true, 0]);

  bell.ring();
  bell.ring();
  await bell.sleep(1_000); // At once: nobody advances the clock.
  const asleepAgain = bell.sleep(1_000);
  expect(clock.timers).toBe(1);
  clock.advance(1_000);
  await asleepAgain;
  expect(clock.timers).toBe(0);
});
