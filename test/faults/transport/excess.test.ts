import { isCliqError } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { afterInterim, hugeHead, withUnaskedReply } from '../chaos/broken-replies.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { httpReply, jsonReply } from '../chaos/http-reply.ts';
import { sends } from '../chaos/play.ts';
import { everyClass, post, read } from '../support/calls.ts';
import { cliqAt } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const poison = jsonReply({ data: [{ id: 'poison' }], message_id: 'poison' });
const afterwards: [what: string, bytes: Buffer][] = [
  ['a whole reply', poison],
  ['half a reply', poison.subarray(0, 60)],
  ['a refusal', httpReply({ status: 401, body: '{"code":"oauthtoken_invalid"}' })],
  ['bytes that mean nothing', Buffer.from('\0\x01\r\n\r\nGET / HTTP/1.1\r\n\r\n')],
];

describe('what follows a reply on its connection', () => {
  carries.each('T16', afterwards, '(%s) reaches neither that call nor the next one', async ([, bytes]) => {
    for (const call of everyClass) {
      const good = jsonReply(call.reply);
      const clean = await chaosServer(sends(good));
      const expected = await call.run(cliqAt(clean.origin));
      const server = await chaosServer(withUnaskedReply(good, bytes), sends(good));
      const cliq = cliqAt(server.origin);
      for (let count = 0; count < 3; count += 1) expect(await call.run(cliq)).toEqual(expected);
      expect(server.requests).toHaveLength(3);
    }
  });
});

describe('interim replies by the thousand', () => {
  carries.each('T20', [102, 103] as const, '(%s) are passed over', async (status) => {
    for (const call of everyClass) {
      const server = await chaosServer(afterInterim(1000, status, jsonReply(call.reply)));
      await call.run(cliqAt(server.origin));
      expect(server.requests).toHaveLength(1);
    }
  });

  carries(
    'T20',
    'of a kind that some runtimes refuse (100, unasked) are passed over, or one typed error',
    async () => {
      for (const call of everyClass) {
        const server = await chaosServer(afterInterim(1000, 100, jsonReply(call.reply)));
        const error = await call.run(cliqAt(server.origin)).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(error === undefined || isCliqError(error)).toBe(true);
        if (call === post) expect(server.requests).toHaveLength(1);
      }
    },
  );

  carries('T20', 'that no reply follows end with the time of the attempt', async () => {
    const server = await chaosServer(afterInterim(1000, 103, Buffer.alloc(0)));
    const error = await failureOf(post.run(cliqAt(server.origin, { attemptTimeout: 200 })));
    expect(error).toMatchObject({ name: 'TimeoutError', outcome: 'unknown', attempts: 1 });
  });
});

describe('a head that is too large', () => {
  carries('T21', 'is one typed error after one attempt, whatever the operation', async () => {
    for (const call of everyClass) {
      const server = await chaosServer(hugeHead(64 * 1024));
      const outcome = call.retry === 'safe' ? 'notApplied' : 'unknown';
      const error = await failureOf(call.run(cliqAt(server.origin)));
      expect(error).toMatchObject({ operation: call.operation, outcome, attempts: 1, retryable: false });
      expect(server.requests).toHaveLength(1);
    }
  });

  carries('T21', 'is a matter of size: a large one that is allowed passes', async () => {
    const server = await chaosServer(hugeHead(8 * 1024));
    expect(await read.run(cliqAt(server.origin))).toEqual([]);
  });
});
