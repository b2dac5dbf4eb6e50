import { getEventListeners } from 'node:events';
import { operations } from '@cliqkit/types/pins';
import { describe, expect, it } from 'vitest';
import type { CallOptions } from '../src/call/call.ts';
import type { ClientOptions } from '../src/client.ts';
import { createClient } from '../src/client.ts';
import { ClosedError } from '../src/errors/closed-error.ts';
import type { AccessTokenSource } from '../src/index.ts';
import type { Middleware } from '../src/middleware/compose.ts';
import { errorOf } from './failure-of.ts';
import { fakeClock } from './fake-clock.ts';
import type { Answer } from './fake-fetch.ts';
import { empty, fakeFetch, hanging, hangingBody, json } from './fake-fetch.ts';
import { many } from './paced-client.ts';
import { api } from './test-client.ts';
import { endOfTick, pass } from './virtual-time.ts';

const page = json({ data: [] });

function closable(answer: Answer, options: Partial<ClientOptions> = {}) {
  const clock = fakeClock();
  const { fetch, sent } = fakeFetch(answer);
  const client = createClient({
    dataCenter: { api, accounts: 'https://accounts.test' },
    credentials: { accessToken: 'a' },
    clock,
    fetch,
    random: () => 0.5,
    ...options,
  });
  const pins = client.module(operations);
  const read = (callOptions?: CallOptions) =>
    pins('getPinnedMessages', { path: { CHAT_ID: '1' } }, callOptions);
  const remove = () =>
    pins('deletePinnedMessages', { path: { CHAT_ID: '1' }, body: { message_ids: ['1_2'] } });
  return { clock, sent, client, read, remove };
}

const never: Middleware = () => new Promise(() => undefined);
const noToken: AccessTokenSource = () => new Promise(() => undefined);

/** Where a call can be when the client is closed: what it meets, and how many calls were sent by then. */
const states: [where: string, answer: Answer, options: Partial<ClientOptions>][] = [
  ['in a middleware', page, { middleware: [never] }],
  ['waiting for a token', page, { credentials: { accessToken: noToken } }],
  ['waiting for a reply', hanging(), {}],
  ['waiting for a reply of a fetch that ignores its signal', () => new Promise(() => undefined), {}],
  ['in the body of a reply', hangingBody('{"da'), {}],
  ['in the pause before another attempt', empty(503, { 'retry-after': '60' }), {}],
  ['waiting for a lock to end', empty(429), {}],
];

describe('closing a client', () => {
  it.each(states)('ends a call that is %s in the same tick', async (where, answer, options) => {
    const { clock, sent, client, read, remove } = closable(answer, options);
    const controller = new AbortController();
    const reading = errorOf(ClosedError, read({ signal: controller.signal, deadline: 1_000_000 }));
    const removing = errorOf(ClosedError, remove());
    await endOfTick();
    const before = sent.length;
    let settled = 0;
    void Promise.all([reading.then(() => settled++), removing.then(() => settled++)]);
    client.close();
    await endOfTick();
    expect(settled).toBe(2);
    expect(await reading).toMatchObject({
      operation: 'getPinnedMessages',
      outcome: 'notApplied',
      retryable: false,
      attempts: before / 2,
    });
    const maybeDone = before > 0 && !where.includes('lock');
    expect(await removing).toMatchObject({
      operation: 'deletePinnedMessages',
      outcome: maybeDone ? 'unknown' : 'notApplied',
    });
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    expect(clock.timers).toBe(0);
    await pass(clock, 1_000_000);
    expect(sent).toHaveLength(before);
  });

  it('ends calls that wait for a slot', async () => {
    const { clock, sent, client, read } = closable(page);
    await Promise.all(many(20, () => read()));
    const waiting = many(5, () => errorOf(ClosedError, read()));
    await endOfTick();
    client.close();
    for (const error of await Promise.all(waiting))
      expect(error).toMatchObject({ outcome: 'notApplied', attempts: 0 });
    expect([sent.length, clock.timers]).toEqual([20, 0]);
  });

  it('refuses new calls, and sends nothing for them', async () => {
    const { clock, sent, client, read, remove } = closable(page);
    await read();
    client.close();
    for (const call of [read, remove, () => read({ deadline: 10 })]) {
      const error = await errorOf(ClosedError, call());
      expect(error).toMatchObject({ outcome: 'notApplied', attempts: 0 });
      expect(error.message).toContain('the client was closed');
    }
    expect([sent.length, clock.timers]).toEqual([1, 0]);
  });

  it('twice is closing it once', async () => {
    const { client, read } = closable(hanging());
    const failure = errorOf(ClosedError, read());
    await endOfTick();
    client.close();
    client.close();
    await failure;
    client.close();
    await errorOf(ClosedError, read());
  });

  it('needs no call to have been made, and leaves one that is done as it is', async () => {
    closable(page).client.close();
    const { client, read } = closable(page);
    const call = read();
    expect(await call).toEqual({ data: [] });
    client.close();
    expect(await call).toEqual({ data: [] });
  });

  it('leaves another client alone', async () => {
    const one = closable(page);
    const other = closable(page);
    one.client.close();
    expect(await other.read()).toEqual({ data: [] });
  });
});
