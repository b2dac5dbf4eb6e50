import { describe, expect, it } from 'vitest';
import { account, openRun, scripted, settled, timeoutMs, turnKey, turnMs } from './scripted.ts';

const never = (): Promise<never> => new Promise(() => undefined);

describe('a turn that nobody has', () => {
  it('takes one command to take and one to give back, and nothing is listened for', async () => {
    const { store, clock, sent, listened } = scripted(() => 'taken');
    const run = openRun();
    const result = store.exclusive?.(account, run.run);
    await settled();
    expect(run.begun).toBe(true);
    expect(listened()).toEqual([]);
    run.end();
    expect(await result).toBe('done');
    const waiting = turnKey.replace(':turn:', ':waiting:');
    const owner = sent[0]?.args[0];
    expect(owner).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent).toEqual([
      { name: 'take-turn', keys: [turnKey, waiting], args: [owner, turnMs, ''] },
      { name: 'release-turn', keys: [turnKey, waiting], args: [owner, turnKey] },
    ]);
    expect(clock.timers).toBe(0);
  });

  it('is another one each time', async () => {
    const { store, sent } = scripted(() => 'taken');
    await store.exclusive?.(account, async () => undefined);
    await store.exclusive?.(account, async () => undefined);
    const owners = sent.filter(({ name }) => name === 'take-turn').map(({ args }) => args[0]);
    expect(new Set(owners).size).toBe(2);
  });

  it('is renewed every third of its time, until it is given back', async () => {
    const { store, clock, latest } = scripted(({ name }) => (name === 'take-turn' ? 'taken' : 'kept'));
    const run = openRun();
    const result = store.exclusive?.(account, run.run);
    await settled();
    latest();
    for (let third = 0; third < 7; third += 1) {
      clock.advance(turnMs / 3 - 1);
      await settled();
      expect(latest()).toEqual([]);
      clock.advance(1);
      await settled();
      expect(latest()).toEqual(['renew-turn']);
    }
    run.end();
    await result;
    expect(latest()).toEqual(['release-turn']);
    expect(clock.timers).toBe(0);
  });

  it('goes on being renewed after a renewal that failed', async () => {
    let renewals = 0;
    const { store, clock } = scripted(({ name }) => {
      if (name !== 'renew-turn') return 'taken';
      renewals += 1;
      if (renewals === 1) throw new Error('the server is away');
      return renewals === 2 ? never() : 'kept';
    });
    const run = openRun();
    const result = store.exclusive?.(account, run.run);
    await settled();
    for (let step = 0; step < 6; step += 1) {
      clock.advance(turnMs / 6);
      await settled();
    }
    clock.advance(timeoutMs + turnMs / 3);
    await settled();
    expect(renewals).toBeGreaterThanOrEqual(3);
    run.end();
    expect(await result).toBe('done');
    expect(clock.timers).toBe(0);
  });

  it('is not renewed any more when it is lost, and the run goes on', async () => {
    const { store, clock, latest } = scripted(({ name }) => (name === 'take-turn' ? 'taken' : 'lost'));
    const run = openRun();
    const result = store.exclusive?.(account, run.run);
    await settled();
    for (let third = 0; third < 7; third += 1) {
      clock.advance(turnMs / 3);
      await settled();
    }
    expect(latest()).toEqual(['take-turn', 'renew-turn']);
    run.end();
    expect(await result).toBe('done');
  });

  it.each(['fails', 'is not answered'])('whose return %s does not cost the result', async (what) => {
    const { store, clock } = scripted(({ name }) => {
      if (name === 'take-turn') return 'taken';
      if (what === 'fails') throw new Error('the server is away');
      return never();
    });
    const result = store.exclusive?.(account, async () => 'done');
    await settled();
    clock.advance(timeoutMs);
    expect(await result).toBe('done');
    expect(clock.timers).toBe(0);
  });

  it('ends with the failure of the run, and is given back', async () => {
    const { store, latest } = scripted(() => 'taken');
    const failure = new Error('mine');
    await expect(store.exclusive?.(account, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(latest()).toEqual(['take-turn', 'release-turn']);
  });
});

describe('a server that does not give a turn', () => {
  it('in time makes it reject, and the turn that it gives later goes back', async () => {
    let give = (_answer: string): void => undefined;
    const { store, clock, latest } = scripted(({ name }) =>
      name === 'take-turn' ? new Promise((resolve) => (give = resolve)) : 'released',
    );
    let ran = false;
    const result = expect(
      store.exclusive?.(account, async () => {
        ran = true;
      }),
    ).rejects.toThrow(`within ${timeoutMs} ms`);
    await settled();
    clock.advance(timeoutMs);
    await result;
    expect(latest()).toEqual(['take-turn']);
    give('taken');
    await settled();
    expect(latest()).toEqual(['release-turn']);
    expect(ran).toBe(false);
    expect(clock.timers).toBe(0);
  });

  it('because it fails makes it reject with that, while waiting as well', async () => {
    const failure = new Error('away');
    let asked = 0;
    const { store, clock, listened, wake } = scripted(() => {
      asked += 1;
      if (asked <= 3) return '20000';
      throw failure;
    });
    const result = expect(store.exclusive?.(account, async () => 'done')).rejects.toBe(failure);
    await settled();
    wake(turnKey);
    await result;
    expect(listened()).toEqual([]);
    expect(clock.timers).toBe(0);
  });

  it.each([undefined, null, '', 'x', -1, {}, []])('but answers %j makes it reject', async (answer) => {
    const { store } = scripted(() => answer);
    await expect(store.exclusive?.(account, async () => 'done')).rejects.toThrow('answered a script');
  });
});

describe('callers in one process', () => {
  it('take one turn after another, in their order, and the failure of one is its own', async () => {
    let holders = 0;
    let most = 0;
    const { store } = scripted(({ name }) => {
      holders += name === 'take-turn' ? 1 : -1;
      most = Math.max(most, holders);
      return 'taken';
    });
    const order: number[] = [];
    const results = await Promise.allSettled(
      [0, 1, 2, 3].map((number) =>
        store.exclusive?.(account, async () => {
          order.push(number);
          if (number === 1) throw new Error('mine');
          return number;
        }),
      ),
    );
    expect(order).toEqual([0, 1, 2, 3]);
    expect(most).toBe(1);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });

  it('do not wait for those of another account', async () => {
    const { store } = scripted(() => 'taken');
    const both = store.exclusive?.(account, async () => store.exclusive?.('ab', async () => 'ran'));
    expect(await both).toBe('ran');
  });
});
