import { demo } from '@cliqkit/emulator';
import { describe, expect } from 'vitest';
import { empty, fakeFetch, text } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { noContentWithBody } from '../chaos/broken-replies.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { jsonReply } from '../chaos/http-reply.ts';
import { sends } from '../chaos/play.ts';
import { post, read } from '../support/calls.ts';
import { cliqAt } from '../support/cliq-at.ts';
import { anyCall, everyOperation, leastInput } from '../support/every-operation.ts';
import { failureOf } from '../support/failure-of.ts';

describe('a 204 that has a body', () => {
  carries('H01', 'is a success, and what it carries reaches no call', async () => {
    const server = await chaosServer(
      noContentWithBody,
      noContentWithBody,
      sends(jsonReply({ data: [{ id: '1_2' }] })),
    );
    const cliq = cliqAt(server.origin);
    expect(await cliq.threads.mute(demo.threads.rollback)).toBeUndefined();
    expect(await post.run(cliq)).toBeUndefined();
    expect(await read.run(cliq)).toEqual([{ id: '1_2' }]);
    expect(server.requests).toHaveLength(3);
  });

  carries('H01', 'is no data where data was promised', async () => {
    const server = await chaosServer(noContentWithBody);
    expect(await failureOf(read.run(cliqAt(server.origin)))).toMatchObject({
      name: 'ResponseError',
      status: 204,
    });
  });
});

const promising = everyOperation.filter(({ reply }) => reply === 'json');

describe('a success without a body where data was promised', () => {
  carries.each(
    'H02',
    promising.map((operation) => [operation.id, operation] as const),
    'by %s is one typed error, and is not asked for again',
    async ([id, operation]) => {
      const outcome = operation.retry === 'safe' ? 'notApplied' : 'unknown';
      for (const answer of [
        text('', { status: 200 }),
        empty(200),
        empty(204),
        text(' \r\n'),
        text('null'),
        text('{}'),
      ]) {
        const { fetch, sent } = fakeFetch(answer);
        const error = await failureOf(anyCall(fetch)(id, leastInput(operation)));
        expect(error).toMatchObject({
          name: 'ResponseError',
          operation: id,
          outcome,
          attempts: 1,
          retryable: false,
        });
        expect(sent).toHaveLength(1);
      }
    },
  );
});
