import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationText, readDuration } from '../../src/cli/read-duration.ts';
import { readSpeed } from '../../src/cli/read-speed.ts';

test.each([
  ['250', 250],
  ['250ms', 250],
  ['90s', 90_000],
  ['1.5s', 1500],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['1d', 86_400_000],
  ['0', 0],
])('%s is %i ms', (text, ms) => expect(readDuration(text)).toBe(ms));

test.each(['', 'm', '-5m', '5M', '1h 30m', '1e3s', 'Infinity', '5min'])('%j is no duration', (text) => {
  expect(() => readDuration(text)).toThrow('is not a duration');
});

test('a duration is read as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (ms) => {
      expect(readDuration(durationText(ms))).toBe(ms);
    }),
    { seed: 20_261_122 },
  );
});

test.each([
  ['60x', 60],
  ['60', 60],
  ['0.5x', 0.5],
])('%s is %f times as fast', (text, rate) => expect(readSpeed(text)).toBe(rate));
