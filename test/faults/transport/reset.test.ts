import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { jsonReply } from '../chaos/http-reply.ts';
import type { Play } from '../chaos/play.ts';
import { closes, resets, sends } from '../chaos/play.ts';
import { post, repeatable } from '../support/calls.ts';
import { cliqAt } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const beforeReading: [how: string, play: Play][] = [
  ['reset when it is made', resets('connection')],
  ['reset at the first byte', resets('first byte')],
  ['closed at the first byte', closes('first byte')],
];

describe('a connection that breaks before the request is read', () => {
  carries.each('T05', beforeReading, '(%s) leaves a message unknown after one attempt', async ([, play]) => {
    const server = await chaosServer(play);
    const error = await failureOf(post.run(cliqAt(server.origin)));
    expect(error).toMatchObject({
      name: 'ConnectionError',
      phase: 'send',
      outcome: 'unknown',
      retryable: false,
      attempts: 1,
    });
    expect(server.connections).toBe(1);
  });

  carries.each('T05', beforeReading, '(%s) is passed by what may be repeated', async ([, play]) => {
    for (const call of repeatable) {
      const server = await chaosServer(play, play, sends(jsonReply(call.reply)));
      await call.run(cliqAt(server.origin));
      expect([server.connections, call.operation]).toEqual([3, call.operation]);
    }
  });

  carries.each('T05', beforeReading, '(%s) every time ends after four attempts', async ([, play]) => {
    for (const call of repeatable) {
      const server = await chaosServer(play);
      const outcome = call.retry === 'safe' ? 'notApplied' : 'unknown';
      const error = await failureOf(call.run(cliqAt(server.origin)));
      expect(error).toMatchObject({ name: 'ConnectionError', phase: 'send', outcome, attempts: 4 });
      expect(server.connections).toBe(4);
    }
  });
});

const onReuse: [how: string, play: Play][] = [
  ['reset', resets('first byte')],
  ['closed', closes('first byte')],
];

/** Until the connection of the last call is known to be free. */
const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a kept connection that is dead when it is used again', () => {
  carries.each('T06', onReuse, '(%s) is replaced for what may be repeated', async ([, play]) => {
    for (const call of repeatable) {
      const good = sends(jsonReply(call.reply));
      const server = await chaosServer(good, play, good);
      const cliq = cliqAt(server.origin);
      await call.run(cliq);
      await idle();
      expect(server.connections).toBe(1);
      await call.run(cliq);
      expect(server.connections).toBe(2);
    }
  });

  carries.each('T06', onReuse, '(%s) leaves a message unknown, which is not sent again', async ([, play]) => {
    const good = sends(jsonReply(post.reply));
    const server = await chaosServer(good, play, good);
    const cliq = cliqAt(server.origin);
    await post.run(cliq);
    await idle();
    expect(await failureOf(post.run(cliq))).toMatchObject({ phase: 'send', outcome: 'unknown', attempts: 1 });
    expect([server.connections, server.requests.length]).toEqual([1, 1]);
    await post.run(cliq); // The next one is on a new connection.
    expect([server.connections, server.requests.length]).toEqual([2, 2]);
  });
});
