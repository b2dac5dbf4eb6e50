import { describe, expect, it } from 'vitest';
import type { WaitEvent } from '../src/hooks/hooks.ts';
import { fakeClock, start } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, json } from './fake-fetch.ts';
import { many, pacedClient } from './paced-client.ts';
import { endOfTick, inVirtualTime, pass } from './virtual-time.ts';

const page = json({ data: [] });
const operation = 'getPinnedMessages';

/** A client, and every wait that its hook is told of, with when it was told. */
function listening(...answers: Answer[]) {
  const clock = fakeClock();
  const told: (WaitEvent & { at: number })[] = [];
  const { fetch } = fakeFetch(...answers);
  const hooks = { onWait: (event: WaitEvent) => told.push({ ...event, at: clock.mono() }) };
  return { clock, told, client: pacedClient({ clock, fetch, hooks }) };
}

describe('onWait', () => {
  it('is not told of a call that goes at once', async () => {
    const { told, client } = listening(page);
    await Promise.all(many(20, () => client.read()));
    expect(told).toEqual([]);
  });

  it('is told when the limit is used up: whose turn it is, the place in the line, how long, and until when', async () => {
    const { clock, told, client } = listening(page);
    const calls = many(63, () => client.read());
    await endOfTick();
    expect(told).toHaveLength(43);
    expect(told[0]).toEqual({
      operation,
      reason: 'limit',
      position: 1,
      waitMs: 60_000,
      until: new Date(start + 60_000),
      at: 0,
    });
    expect(told.map(({ position }) => position)).toEqual(many(43, (index) => index + 1));
    const minutes = (count: number, length: number) => many(length, () => count * 60_000);
    expect(told.map(({ waitMs }) => waitMs)).toEqual([
      ...minutes(1, 20),
      ...minutes(2, 20),
      ...minutes(3, 3),
    ]);
    await inVirtualTime(clock, Promise.all(calls));
  });

  it('is right about when a call goes on: nobody waits longer than told at first when replies come at once', async () => {
    const { clock, told, client } = listening(page);
    const wentAt: number[] = [];
    const calls = many(60, () => client.read().then(() => wentAt.push(clock.mono())));
    await endOfTick();
    const promised = told.map(({ until }) => until.getTime() - start);
    await inVirtualTime(clock, Promise.all(calls));
    expect(wentAt.slice(20)).toEqual(promised);
  });

  it('is told again when a call has come to half its place, and not at every step', async () => {
    const { clock, told, client } = listening(page);
    const before = many(100, () => client.read());
    await endOfTick();
    told.length = 0;
    const last = client.read();
    await inVirtualTime(clock, last);
    const mine = told.filter(({ waitMs, at }) => at + waitMs === 300_000);
    // 81st at first; 61st and 41st are not half of that, 21st is, and then it is its turn.
    expect(mine.map(({ position, at }) => [position, at])).toEqual([
      [81, 0],
      [21, 180_000],
      [1, 240_000],
    ]);
    await Promise.all(before);
  });

  it('is told again at exactly half the place, too', async () => {
    const { clock, told, client } = listening(page);
    const before = many(59, () => client.read());
    await endOfTick();
    told.length = 0;
    await inVirtualTime(clock, client.read());
    const mine = told.filter(({ waitMs, at }) => at + waitMs === 120_000);
    expect(mine.map(({ position, at }) => [position, at])).toContainEqual([40, 0]);
    expect(told.filter(({ at, position }) => at === 60_000 && position === 20)).toHaveLength(1);
    await Promise.all(before);
  });

  it('is told anew of all who wait when a lock comes: they wait longer', async () => {
    const { clock, told, client } = listening(...many(19, () => page), empty(429), page);
    const calls = many(23, () => client.read());
    await endOfTick();
    const limit = told.filter(({ reason }) => reason === 'limit');
    const lock = told.filter(({ reason }) => reason === 'lock');
    expect(limit.map(({ position }) => position)).toEqual([1, 2, 3]);
    // Those that wait, and then the one that was refused, which takes its place before them.
    expect(lock.slice(0, 3).map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(lock.filter(({ position }) => position === 1)).toHaveLength(2);
    for (const event of lock) {
      expect(event).toMatchObject({ operation, waitMs: 300_000, until: new Date(start + 300_000) });
    }
    await inVirtualTime(clock, Promise.all(calls));
  });

  it('names the moment on the wall clock as it is, even if that was set in between', async () => {
    const { clock, told, client } = listening(page);
    await Promise.all(many(20, () => client.read()));
    await pass(clock, 10_000);
    clock.stepWall(3_600_000);
    const call = client.read();
    await endOfTick();
    expect(told[0]).toMatchObject({ waitMs: 50_000, until: new Date(start + 3_600_000 + 60_000) });
    await inVirtualTime(clock, call);
  });

  it('is told of the pause before another attempt, which has no place in a line', async () => {
    const { clock, told, client } = listening(empty(503, { 'retry-after': '7' }), page);
    await inVirtualTime(clock, client.read());
    expect(told).toEqual([
      {
        operation,
        reason: 'backoff',
        position: undefined,
        waitMs: 7000,
        until: new Date(start + 7000),
        at: 0,
      },
    ]);
  });

  it('is not told of a call that is refused because its turn comes too late', async () => {
    const { told, client } = listening(page);
    await Promise.all(many(20, () => client.read()));
    await client.read({ deadline: 1000 }).catch(() => undefined);
    expect(told).toEqual([]);
  });
});

describe('a logger', () => {
  it('is told of waits even if no hook is', async () => {
    const clock = fakeClock();
    const lines: string[] = [];
    const { fetch } = fakeFetch(page);
    const { read } = pacedClient({ clock, fetch, logger: { info: (line) => lines.push(line) } });
    const calls = many(21, () => read());
    await inVirtualTime(clock, Promise.all(calls));
    expect(lines).toEqual([
      `cliqkit: getPinnedMessages: waits 60.0 s (limit, place 1 in the line), until ${new Date(start + 60_000).toISOString()}`,
    ]);
  });
});
