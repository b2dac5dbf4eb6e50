import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Happened } from '../../src/events/event-hub.ts';
import { createEventHub } from '../../src/events/event-hub.ts';
import type { AdminEvent } from '../../src/index.ts';
import { connect } from './connected.ts';

/** Follows the events; `next` gives the first one that fits, and passes over the others. */
function follow(events: AsyncGenerator<AdminEvent, void>) {
  return async (fits: (event: AdminEvent) => boolean): Promise<AdminEvent> => {
    for (;;) {
      const { value, done } = await events.next();
      if (done === true) throw new Error('the events have ended');
      if (fits(value)) return value;
    }
  };
}

async function followed() {
  const connected = await connect();
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const next = follow(connected.admin.events(abort.signal));
  const hello = await next(({ event }) => event === 'hello');
  return { ...connected, abort, next, hello };
}

const changes = (part: string) => (event: AdminEvent) =>
  event.event === 'changed' && event.data.some((one) => one === part);

describe('the events', () => {
  test('begin with the clock and the number of the last entry', async () => {
    const { hello, clock } = await followed();
    expect(hello).toEqual({
      event: 'hello',
      data: { clock: { wall: clock.wall(), mono: 0, rate: 0, controllable: true }, lastEntry: 0 },
    });
  });

  test('bring each request as it arrives', async () => {
    const { next, send } = await followed();
    await send('GET', '/pin-categories');
    const { data } = await next(({ event }) => event === 'requests');
    expect(data).toMatchObject([{ number: 1, operation: 'getPinCategories', status: 200 }]);
  });

  test('say what has changed, whoever has changed it', async () => {
    const { next, send, emulator, clock, admin } = await followed();
    clock.advance(1000);
    await next(changes('clock'));
    emulator.faults.plan('pinChat', 'html');
    await next(changes('faults'));
    emulator.issueToken();
    await next(changes('tokens'));
    await admin.setQuirks({ window: 'fixed' });
    await next(changes('quirks'));
    await send('POST', '/pin-categories', { title: 'New' });
    await next((event) => changes('state')(event) && changes('limits')(event));
    emulator.reset();
    await next((event) => changes('journal')(event) && changes('state')(event));
  });

  test('give a sign of life when nothing happens, or readers would give up', async () => {
    const { emulator } = await connect();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const { body } = await fetch(`${emulator.origin}/_emulator/events`, {
      headers: { 'x-emulator-token': emulator.adminToken },
    });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toMatch(/^event: hello\n/u);
    vi.advanceTimersByTime(60_000);
    expect((await reader?.read())?.value).toMatch(/^(?::\n\n)+$/u);
    expect(vi.getTimerCount()).toBe(1);
    await reader?.cancel();
    await vi.waitUntil(() => vi.getTimerCount() === 0);
  });

  test('end with the emulator', async () => {
    const { next, emulator } = await followed();
    await emulator.close();
    await expect(next(() => true)).rejects.toThrow();
  });

  test('end when the reader goes', async () => {
    const { next, abort } = await followed();
    const waiting = next(() => false);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the hub', () => {
  function hub() {
    const pending: (() => void)[] = [];
    const made = createEventHub((_, call) => pending.push(call));
    const told: Happened[] = [];
    const stop = made.listen((happened) => told.push(happened));
    const tell = (): void => {
      for (const call of pending.splice(0)) call();
    };
    return { ...made, told, stop, tell, pending };
  }

  test('gathers what happens until it tells', () => {
    const { changed, told, tell, pending } = hub();
    for (let time = 0; time < 1000; time += 1) changed('limits', 'state');
    changed('limits');
    expect(told).toEqual([]);
    expect(pending).toHaveLength(1);
    tell();
    expect(told).toEqual([{ entries: [], changed: ['limits', 'state'] }]);
  });

  test('keeps nothing for nobody', () => {
    const { changed, told, tell, stop } = hub();
    stop();
    changed('limits');
    tell();
    expect(told).toEqual([]);
  });

  test('does not keep a listener from the news because another one went', () => {
    const { changed, told, tell, listen } = hub();
    const gone: Happened[] = [];
    const stop = listen((happened) => gone.push(happened));
    changed('clock');
    stop();
    tell();
    expect(gone).toEqual([]);
    expect(told).toHaveLength(1);
  });
});
