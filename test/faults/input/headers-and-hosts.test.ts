import { demo } from '@cliqkit/emulator';
import type { Middleware } from 'cliqkit';
import { createCliq, InputError } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { chaosServer } from '../chaos/chaos-server.ts';
import { jsonReply } from '../chaos/http-reply.ts';
import { sends } from '../chaos/play.ts';
import { everyClass, post } from '../support/calls.ts';
import { canary, tellsCanary } from '../support/canary.ts';
import { cliqAt } from '../support/cliq-at.ts';
import { failureOf } from '../support/failure-of.ts';

const broken = [
  `${canary}\r\nX-Evil: 1`,
  `${canary}\nX-Evil: 1`,
  `${canary}\r.`,
  `\0${canary}`,
  `${canary}\u2028`,
  `${canary}é\u4e2d`,
];

describe('a line break, or worse, in a header of the caller', () => {
  carries.each(
    'I05',
    broken,
    '(%s) is refused: nothing is sent, and the value is not repeated',
    async (value) => {
      const middleware: Middleware = (request, _call, next) => next(request.withHeader('X-Trace', value));
      for (const call of everyClass) {
        const server = await chaosServer(sends(jsonReply(call.reply)));
        const error = await failureOf(call.run(cliqAt(server.origin, { middleware: [middleware] })));
        expect(error).toMatchObject({ outcome: 'notApplied', attempts: 0, operation: call.operation });
        expect(server.requests).toEqual([]);
      }
    },
  );

  carries.each(
    'I05',
    broken,
    '(%s) as a token is refused: nothing is sent, and the value is not repeated',
    async (value) => {
      for (const accessToken of [value, () => value, async () => value]) {
        const server = await chaosServer(sends(jsonReply(post.reply)));
        const error = await failureOf(post.run(cliqAt(server.origin, { credentials: { accessToken } })));
        expect(error).toMatchObject({ name: 'AuthError', outcome: 'notApplied', attempts: 0 });
        expect(server.requests).toEqual([]);
      }
    },
  );
});

describe('a line break in the name of a bot', () => {
  carries('I05', 'makes no header, and no second parameter', async () => {
    const server = await chaosServer(sends(jsonReply(post.reply)));
    const { threads } = cliqAt(server.origin);
    for (const bot_unique_name of ['bot\r\nX-Evil: 1', 'bot&appkey=1', 'bot#', 'bot HTTP/1.1\r\n\r\n']) {
      await threads.reply(demo.threads.rollback, { text: 'a' }, { bot_unique_name });
      const request = server.requests.at(-1);
      expect(request?.headers.map(([name]) => name)).not.toContain('x-evil');
      const { searchParams, hash } = new URL(request?.target ?? '', server.origin);
      expect([[...searchParams], hash]).toEqual([[['bot_unique_name', bot_unique_name]], '']);
    }
    expect(server.requests).toHaveLength(4);
  });
});

const https = 'https://cliq.zoho.eu/api/v3';
const refused: unknown[] = [
  ...[
    'http://cliq.zoho.eu/api/v3',
    'http://10.0.0.1',
    'http://localhost.evil.test',
    'http://127.0.0.1.nip.io',
    'http://[::2]',
  ],
  ...[
    'ftp://cliq.zoho.eu',
    'file:///api/v3',
    'javascript:1',
    'data:,',
    'ws://localhost',
    'blob:https://cliq.zoho.eu/1',
  ],
  ...[
    `https://${canary}@cliq.zoho.eu`,
    `https://a:${canary}@cliq.zoho.eu`,
    'https://cliq.zoho.eu?a=1',
    'https://cliq.zoho.eu#a',
  ],
  ...[
    '//evil.test',
    '/api/v3',
    'cliq.zoho.eu',
    'evil.test:443',
    '',
    ' ',
    'https://',
    'https:///',
    'http://0.0.0.0',
    'http://2130706433.evil.test',
  ],
  ...[undefined, null, 7, {}, [], new URL(https), { toString: () => https }],
];

describe('a base URL that a token must not be sent to', () => {
  carries('I06', 'is refused before there is a client, and is not repeated', () => {
    for (const host of refused) {
      for (const dataCenter of [
        { api: host, accounts: https },
        { api: https, accounts: host },
      ] as never[]) {
        let thrown: unknown;
        try {
          createCliq({ dataCenter, credentials: { accessToken: canary } });
        } catch (error) {
          thrown = error;
        }
        expect([String(host), thrown instanceof InputError]).toEqual([String(host), true]);
        expect(tellsCanary(thrown)).toBe(false);
      }
    }
  });

  carries('I06', 'is refused for a data centre that there is not', () => {
    for (const dataCenter of [
      '',
      'EU',
      'eu ',
      'com',
      '__proto__',
      'constructor',
      'toString',
      undefined,
      null,
      7,
      [],
    ] as never[]) {
      expect(() => createCliq({ dataCenter, credentials: { accessToken: 'a' } })).toThrow(InputError);
    }
  });

  carries('I06', 'is not one of this machine, where http will do', () => {
    for (const api of [
      'http://localhost:1/api/v3',
      'http://127.0.0.1:1',
      'http://[::1]:1',
      'HTTP://LOCALHOST/',
      https,
    ]) {
      expect(() =>
        createCliq({ dataCenter: { api, accounts: api }, credentials: { accessToken: 'a' } }),
      ).not.toThrow();
    }
  });

  carries('I06', 'is not reached by an id that is a URL', async () => {
    const other = await chaosServer(sends(jsonReply({ data: [] })));
    const server = await chaosServer(sends(jsonReply({ data: [] })));
    const { pins } = cliqAt(server.origin);
    for (const id of [
      other.origin,
      `//${other.host}`,
      `@${other.host}/`,
      `\\\\${other.host}`,
      `..//${other.host}`,
    ]) {
      await pins.list(id).toArray();
    }
    expect([server.requests.length, other.connections]).toEqual([5, 0]);
  });
});
