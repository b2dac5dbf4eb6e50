import { demo } from '@cliqkit/emulator';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { empty, fakeFetch, json } from '../../../packages/core/test/fake-fetch.ts';
import { carries } from '../carry.ts';
import { cliqOn } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const thread = demo.threads.rollback;

describe('bytes that are no UTF-8', () => {
  carries('P06', 'become replacement characters, and leave the rest as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), async (bytes) => {
        const told = bytes.filter((byte) => byte >= 0x80); // Whatever is below could end the string.
        const body = Buffer.concat([
          Buffer.from('{"data":[{"id":"1_2","told":"'),
          told,
          Buffer.from('","n":1}]}'),
        ]);
        const [pin] = await cliqOn(async () => new Response(body))
          .pins.list('1')
          .toArray();
        expect(pin).toEqual({ id: '1_2', told: new TextDecoder().decode(told), n: 1 });
      }),
      { numRuns: 500 },
    );
  });
});

const halves = ['\ud83d', '\udc00', 'a\ud83db', '\udc00\ud83d', 'CT_1\ud800'];

describe('half a character', () => {
  carries.each('P06', halves, '(%s) in an id or a query is refused, and nothing is sent', async (half) => {
    const { fetch, sent } = fakeFetch(json({ data: [], members: [] }));
    const { pins, folders, threads } = cliqOn(fetch);
    for (const call of [
      pins.list(half).toArray(),
      pins.list('1', { next_token: half }).toArray(),
      folders.unpinChats([half]),
      threads.start({ channelName: half }, { text: 'a', thread_message_id: '1_2' }),
      threads.reply(thread, { text: 'a' }, { bot_unique_name: half }),
    ]) {
      expect(await failureOf(call)).toMatchObject({ name: 'InputError', outcome: 'notApplied', attempts: 0 });
    }
    expect(sent).toEqual([]);
  });

  carries.each(
    'P06',
    halves,
    '(%s) in a text is sent as JSON writes it, which is plain ASCII',
    async (half) => {
      const { fetch, sent } = fakeFetch(empty());
      await cliqOn(fetch).threads.reply(thread, { text: half });
      const body = sent[0]?.body ?? '';
      expect(JSON.parse(body)).toEqual({ text: half });
      expect(body).not.toMatch(/[\ud800-\udfff]/);
    },
  );

  carries('P06', 'in a reply comes as it was escaped', async () => {
    const { fetch } = fakeFetch(() => new Response('{"data":[{"id":"1_2","told":"\\ud83d"}]}'));
    expect(await cliqOn(fetch).pins.list('1').toArray()).toEqual([{ id: '1_2', told: '\ud83d' }]);
  });
});

const messageIds = [
  '1791010800125_12958180473',
  '1791010800125 12958180473',
  '1791010800125%2012958180473',
  '1773894772896%2047110815',
  '1773894772896%252047110815',
  '%41%2e%2e',
];

describe('a message id that is percent-encoded already', () => {
  carries.each('P11', messageIds, '(%s) is sent as it is in a body', async (id) => {
    const { fetch, sent } = fakeFetch(empty());
    const { pins, threads } = cliqOn(fetch);
    await threads.start({ channelName: 'launch' }, { text: 'a', thread_message_id: id, reply_to: id });
    await pins.remove('1', [id]);
    expect(sent.map(({ body }) => JSON.parse(body ?? ''))).toEqual([
      { text: 'a', thread_message_id: id, reply_to: id },
      { message_ids: [id] },
    ]);
  });

  carries.each('P11', messageIds, '(%s) is encoded exactly once in a path, and in a query', async (id) => {
    const { fetch, sent } = fakeFetch(json({ data: [] }));
    const { pins } = cliqOn(fetch);
    await pins.list(id, { next_token: id }).toArray();
    const { pathname, search } = new URL(sent[0]?.url ?? '');
    expect(decodeURIComponent(pathname.split('/').at(-2) ?? '')).toBe(id);
    expect(new URLSearchParams(search).get('next_token')).toBe(id);
  });
});
