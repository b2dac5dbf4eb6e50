import { demo } from '@cliqkit/emulator';
import type { Clock } from 'cliqkit';
import { describe, expect } from 'vitest';
import { fakeClock } from '../../../packages/core/test/fake-clock.ts';
import { carries } from '../carry.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { chunks, httpHead, jsonReply } from '../chaos/http-reply.ts';
import { sendsPieces } from '../chaos/play.ts';
import { everyClass, post } from '../support/calls.ts';
import { cliqAt, cliqOn } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

/** Two, three and four bytes in a character, an escape, and an id that is too long for a number. */
const told = { data: [{ id: '1_2', content: { text: 'é 日 🎉 \\ud83d' }, chat_id: 1488288613043522033n }] };
const text = JSON.stringify(told, (_key, value) => (typeof value === 'bigint' ? `${value}` : value));
const expected = [{ id: '1_2', content: { text: 'é 日 🎉 \\ud83d' }, chat_id: '1488288613043522033' }];
const chunked = Buffer.from(
  `${httpHead({ headers: { 'Transfer-Encoding': 'chunked' } })}${chunks(text.slice(0, 40), text.slice(40))}0\r\n\r\n`,
);

const list = (origin: string) => cliqAt(origin).pins.list(demo.channels.launch.chatId).toArray();

describe('a reply that comes in pieces', () => {
  carries.each(
    'T14',
    [
      ['with a length', jsonReply(JSON.parse(text))],
      ['in chunks', chunked],
    ] as const,
    '(%s), one byte at a time, is the same',
    async ([, reply]) => {
      const server = await chaosServer(sendsPieces([...reply].map((byte) => Buffer.of(byte))));
      expect(await list(server.origin)).toEqual(expected);
      expect(server.requests).toHaveLength(1);
    },
  );

  carries('T14', 'cut in two, is the same wherever it is cut', async () => {
    const reply = jsonReply(JSON.parse(text));
    const cuts = Array.from({ length: reply.length - 1 }, (_none, index) => index + 1);
    const [first, ...rest] = cuts.map((cut) => sendsPieces([reply.subarray(0, cut), reply.subarray(cut)]));
    if (first === undefined) throw new Error('there is nothing to cut');
    const server = await chaosServer(first, ...rest);
    const cliq = cliqAt(server.origin);
    for (const cut of cuts) {
      expect([cut, await cliq.pins.list(demo.channels.launch.chatId).toArray()]).toEqual([cut, expected]);
    }
    expect(server.requests).toHaveLength(cuts.length);
  });
});

/** A success whose body comes as one byte in every second of the clock, without end. */
function dripping(clock: Clock): typeof fetch {
  return async (_input, init) =>
    new Response(
      new ReadableStream<Uint8Array>({
        start(controller) {
          const drip = (): void => {
            controller.enqueue(Uint8Array.of(0x20));
            cancel = clock.timer(1000, drip);
          };
          let cancel = clock.timer(1000, drip);
          init?.signal?.addEventListener('abort', () => cancel());
        },
      }),
    );
}

const endOfTick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a body that drips for ever', () => {
  carries('T15', 'ends at the deadline, however lively it is', async () => {
    for (const call of everyClass) {
      const clock = fakeClock();
      const failure = failureOf(call.run(cliqOn(dripping(clock), { clock }), { deadline: 12_000 }));
      for (let second = 0; second < 12; second += 1) {
        await endOfTick();
        clock.advance(1000);
      }
      const outcome = call.retry === 'safe' ? 'notApplied' : 'unknown';
      expect(await failure).toMatchObject({ name: 'TimeoutError', timeoutMs: 12_000, outcome, attempts: 1 });
      expect(clock.timers).toBe(0);
    }
  });

  carries('T15', 'ends with the time of its attempt when there is no deadline', async () => {
    const clock = fakeClock();
    const failure = failureOf(post.run(cliqOn(dripping(clock), { clock })));
    for (let second = 0; second < 30; second += 1) {
      await endOfTick();
      clock.advance(1000);
    }
    expect(await failure).toMatchObject({
      name: 'TimeoutError',
      timeoutMs: 30_000,
      outcome: 'unknown',
      attempts: 1,
    });
    expect(clock.timers).toBe(0);
  });
});
