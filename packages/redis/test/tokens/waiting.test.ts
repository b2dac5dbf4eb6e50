import { describe, expect, it } from 'vitest';
import type { Sent } from './scripted.ts';
import { account, scripted, settled, turnKey, turnMs } from './scripted.ts';

/** A server on which somebody else has the turn until the test says otherwise. */
function taken(leftMs: number): { answer: (sent: Sent) => string; free(): void } {
  let free = false;
  return {
    answer: ({ name }) => (name === 'take-turn' ? (free ? 'taken' : String(leftMs)) : 'kept'),
    free() {
      free = true;
    },
  };
}

describe('a turn that somebody has', () => {
  it('is waited for in silence until a message comes', async () => {
    const { answer, free } = taken(20_000);
    const { store, clock, sent, latest, wake, listened } = scripted(answer);
    const result = store.exclusive?.(account, async () => 'done');
    await settled();
    // Once without a trace, once on the list of those to wake, once more when messages begin to arrive.
    expect(sent.map(({ args }) => args[2])).toEqual(['', 'test:wake:me', 'test:wake:me']);
    expect(listened()).toEqual([turnKey]);
    latest();
    clock.advance(20_000);
    await settled();
    expect(latest()).toEqual([]);
    free();
    wake(`${turnKey}x`);
    await settled();
    expect(latest()).toEqual([]);
    wake(turnKey);
    await settled();
    expect(latest()).toEqual(['take-turn', 'release-turn']);
    expect(await result).toBe('done');
    expect(listened()).toEqual([]);
    expect(clock.timers).toBe(0);
  });

  it('is waited for until the time of its holder is over, and no longer', async () => {
    const { answer, free } = taken(20_000);
    const { store, clock, latest } = scripted(answer);
    const result = store.exclusive?.(account, async () => 'done');
    await settled();
    latest();
    free();
    clock.advance(20_001);
    await settled();
    expect(latest()).toEqual(['take-turn', 'release-turn']);
    expect(await result).toBe('done');
  });

  it('for longer than any turn lasts is looked at once in a turn', async () => {
    const { answer } = taken(1e12);
    const { store, clock, latest } = scripted(answer);
    void store.exclusive?.(account, async () => 'done');
    await settled();
    latest();
    clock.advance(turnMs - 1);
    await settled();
    expect(latest()).toEqual([]);
    clock.advance(1);
    await settled();
    expect(latest()).toEqual(['take-turn']);
  });

  it('and that was given back while it was asked for is not slept through', async () => {
    let asked = 0;
    const { store, wake, sent } = scripted(async ({ name }) => {
      if (name !== 'take-turn') return 'released';
      asked += 1;
      if (asked < 4) return '20000';
      if (asked > 4) return 'taken';
      wake(turnKey); // The message overtakes the answer.
      await settled();
      return '20000';
    });
    const result = store.exclusive?.(account, async () => 'done');
    await settled();
    wake(turnKey);
    expect(await result).toBe('done');
    expect(sent.filter(({ name }) => name === 'take-turn')).toHaveLength(5);
  });

  it.each([
    [0, [25, 50, 100, 200, 400, 500, 500, 500]],
    [0.999_999, [75, 150, 300, 600, 1200, 1500, 1500, 1500]],
  ])('is looked at now and then where no messages come, with dice of %f', async (dice, pauses) => {
    const { answer, free } = taken(20_000);
    const { store, clock, latest } = scripted(answer, { random: () => dice, hears: false });
    const result = store.exclusive?.(account, async () => 'done');
    await settled();
    expect(latest()).toEqual(['take-turn', 'take-turn']);
    for (const pause of pauses) {
      clock.advance(pause - 1);
      await settled();
      expect(latest()).toEqual([]);
      clock.advance(1);
      await settled();
      expect(latest()).toEqual(['take-turn']);
    }
    free();
    clock.advance(1_500);
    expect(await result).toBe('done');
    expect(clock.timers).toBe(0);
  });
});
