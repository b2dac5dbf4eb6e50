import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { everyClass } from '../support/calls.ts';
import { canary } from '../support/canary.ts';
import { cliqOn } from '../support/cliq-at.ts';

const evil = 'https://evil.test';
const boom = (): never => {
  throw new Error('from Object.prototype');
};

/** What a polluted prototype could pass off as an option, a part of a request, or a rule of the specs. */
const pollution: (readonly [name: string, value: unknown])[] = [
  ...(['baseUrl', 'api', 'accounts', 'url', 'origin', 'accessToken', 'connect'] as const).map(
    (name) => [name, evil] as const,
  ),
  ...(
    [
      'deadline',
      'attemptTimeout',
      'maxResponseBytes',
      'maxAttempts',
      'limit',
      'lockMs',
      'windowMs',
      'attempts',
      'endsAt',
    ] as const
  ).map((name) => [name, 0] as const),
  ...(
    [
      'fetch',
      'clock',
      'random',
      'hooks',
      'logger',
      'onAttempt',
      'onRetry',
      'onWait',
      'warn',
      'debug',
      'use',
      'middleware',
    ] as const
  ).map((name) => [name, boom] as const),
  ...(
    [
      'retry',
      'pace',
      'paced',
      'ambiguous',
      'renewable',
      'optional',
      'heldBack',
      'unpin_all',
      'verify',
    ] as const
  ).map((name) => [name, true] as const),
  ['classes', { sendMessageToThread: 'safe', pinChat: 'never' }],
  ['sendMessageToThread', 'safe'],
  ['retry', 'safe'],
  ['neverRetryWhen', { query: {} }],
  ['store', { reserve: boom, load: boom, save: boom }],
  ['user', 'evil'],
  ['method', 'DELETE'],
  ['headers', { 'x-evil': '1' }],
  ['header', { 'x-evil': '1' }],
  ['body', '{"evil":1}'],
  ['signal', AbortSignal.abort()],
  ['redirect', 'follow'],
  ['credentials', 'include'],
  ['dispatcher', {}],
  ['duplex', 'full'],
  ['keepalive', true],
  ['path', { CHAT_ID: 'evil' }],
  ['CHAT_ID', 'evil'],
  ['query', { evil: '1' }],
  ['params', { query: { evil: '1' } }],
  ['limitSource', 'evil'],
  ['select', { query: {} }],
  ['minKeys', 99],
  ['code', 'operation_failed'],
  ['error', { code: 'operation_failed' }],
  ['status', 200],
  ['toJSON', undefined],
  ['then', undefined],
];

/** What the four classes put on the wire and come to, each with a failure before the success. */
async function whatHappens(): Promise<unknown[]> {
  const happened: unknown[] = [];
  for (const call of everyClass) {
    let sends = 0;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      sends += 1;
      happened.push([
        String(input),
        init?.method,
        init?.body,
        init?.redirect,
        [...new Headers(init?.headers)],
      ]);
      return sends === 1 ? new Response('<html>', { status: 503 }) : Response.json({ ...call.reply });
    };
    const result = await call.run(cliqOn(fetch, { pace: {} })).catch((error: unknown) => String(error));
    happened.push(JSON.stringify(result) ?? 'nothing');
  }
  return happened;
}

describe('a polluted Object.prototype', () => {
  carries.each(
    'I07',
    pollution,
    '(%s) changes nothing on the wire, and nothing that comes of it',
    async ([name, value]) => {
      const clean = await whatHappens();
      const before = Object.getOwnPropertyDescriptor(Object.prototype, name);
      Object.defineProperty(Object.prototype, name, {
        value,
        configurable: true,
        writable: true,
        enumerable: true,
      });
      let polluted: unknown[];
      try {
        polluted = await whatHappens();
      } finally {
        if (before) Object.defineProperty(Object.prototype, name, before);
        else Reflect.deleteProperty(Object.prototype, name);
      }
      expect(polluted).toEqual(clean);
      expect(clean).toHaveLength(11); // Three repeat, the message does not; and what each came to.
      expect(JSON.stringify(polluted)).toContain(canary);
      expect(JSON.stringify(polluted)).not.toContain('evil');
    },
  );
});
