import { describe, expect, test } from 'vitest';
import { storm } from './storm.ts';

const slowMs = 60_000;
const seeds = Array.from({ length: 30 }, (_none, index) => index + 1);

describe('a storm of faults', () => {
  test('loses nothing, doubles nothing and tells no lies', { timeout: slowMs }, async () => {
    for (const seed of seeds) {
      const { problems } = await storm(seed);
      expect(problems, `pnpm reliability storm --seed ${seed}`).toEqual([]);
    }
  });

  test('is the same again for the same seed, byte for byte', async () => {
    const [one, other] = [await storm(7), await storm(7)];
    expect(one.trace).toEqual(other.trace);
    expect(one.hash).toBe(other.hash);
    expect((await storm(8)).hash).not.toBe(one.hash);
  });

  test('catches clients that repeat what must not be done twice', { timeout: slowMs }, async () => {
    const found: string[] = [];
    const classes = {
      sendMessageToThread: 'safe',
      createPinCategory: 'safe',
      addPinnedMessage: 'safe',
    } as const;
    for (const seed of seeds) found.push(...(await storm(seed, { client: { retry: { classes } } })).problems);
    expect(found.filter((problem) => problem.startsWith('duplicated')).length).toBeGreaterThan(0);
  });

  test('catches clients that pass limits', { timeout: slowMs }, async () => {
    const found: string[] = [];
    for (const seed of seeds) found.push(...(await storm(seed, { client: { pace: false } })).problems);
    expect(found.filter((problem) => problem.startsWith('over-limit')).length).toBeGreaterThan(0);
  });
});
