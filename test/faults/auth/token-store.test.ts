import type { TokenRecord, TokenStore } from 'cliqkit';
import { memoryTokens } from 'cliqkit';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { read } from '../support/calls.ts';
import { hour, openStore, signedIn } from './signed-in.ts';

describe('a refresh token that the accounts server replaces', () => {
  carries('A09', 'is in the store before its access token is used, and is used from then on', async () => {
    const { emulator, clock, process, arrived, check } = await signedIn();
    const rotated = { access_token: emulator.issueToken(), expires_in: 3600, refresh_token: '1000.rotated' };
    emulator.faults.plan('token', { kind: 'status', status: 200, body: rotated });
    const store = openStore();
    const callsAtWrite: [refreshToken: string | undefined, calls: number][] = [];
    const watched: TokenStore = {
      ...store,
      write: async (key, record) => {
        // Slow, so that a call which does not wait for it gets ahead.
        await new Promise((resolve) => setImmediate(resolve));
        const written = await store.write(key, record);
        callsAtWrite.push([record.refreshToken, arrived(read.operation).length]);
        return written;
      },
    };
    await read.run(process(watched));
    expect(callsAtWrite).toEqual([
      [undefined, 0],
      ['1000.rotated', 0],
    ]);
    expect(arrived(read.operation)).toHaveLength(1);

    clock.advance(hour);
    const bodies: string[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      bodies.push(String(init?.body));
      return emulator.fetch(input, init);
    };
    await read.run(process(store, { fetch })).catch(() => undefined); // The emulator does not know it.
    expect(new URLSearchParams(bodies[0]).get('refresh_token')).toBe('1000.rotated');
    check();
  });

  carries('A09', 'is stored with its access token or not at all, wherever the process dies', async () => {
    for (const deadly of ['before the write', 'after the write'] as const) {
      const { emulator, process, tokenRequests, check } = await signedIn();
      const rotated = {
        access_token: emulator.issueToken(),
        expires_in: 3600,
        refresh_token: '1000.rotated',
      };
      emulator.faults.plan('token', { kind: 'status', status: 200, body: rotated });
      const store = openStore();
      const dying = new Promise<void>((died) => {
        const mortal: TokenStore = {
          read: store.read,
          async write(key, record) {
            if (record.accessToken === undefined) return store.write(key, record);
            if (deadly === 'after the write') await store.write(key, record);
            died();
            return new Promise(() => undefined);
          },
        };
        void read.run(process(mortal)).catch(() => undefined);
      });
      await dying;
      const { accessToken, refreshToken } = store.record() ?? {};
      const whole = deadly === 'after the write';
      expect([accessToken, refreshToken]).toEqual(
        whole ? [rotated.access_token, '1000.rotated'] : [undefined, undefined],
      );
      await read.run(process(store));
      expect(tokenRequests()).toHaveLength(whole ? 1 : 2);
      check();
    }
  });
});

describe('processes whose tokens end each other', () => {
  carries('A13', 'take over the one in the store that they share, and do not contend', async () => {
    const { process, tokenRequests, events, check } = await signedIn({ quirks: { activeAccessTokens: 1 } });
    const store = memoryTokens();
    const processes = Array.from({ length: 4 }, () => process(store));
    for (let round = 0; round < 5; round += 1) for (const cliq of processes) await read.run(cliq);
    expect(tokenRequests()).toHaveLength(1);
    expect(events.map(({ result }) => result)).toEqual(['refreshed', 'adopted', 'adopted', 'adopted']);
    check();
  });

  carries('A13', 'all go on with the newest after a stranger has ended the one they had', async () => {
    const { process, tokenRequests, check } = await signedIn({ quirks: { activeAccessTokens: 1 } });
    const store = memoryTokens();
    const processes = Array.from({ length: 4 }, () => process(store));
    for (const cliq of processes) await read.run(cliq);
    for (let strangers = 1; strangers <= 3; strangers += 1) {
      await read.run(process()); // Shares no store: its token ends ours.
      for (const cliq of processes) await read.run(cliq);
      expect(tokenRequests()).toHaveLength(1 + 2 * strangers);
    }
    check();
  });
});

const record: TokenRecord = { generation: 3, requestedAt: [] };
const enospc = (): never => {
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
};
const eacces = async (): Promise<never> => {
  throw Object.assign(new Error('EACCES: permission denied, open'), { code: 'EACCES' });
};
const parseError = (): unknown => JSON.parse('{"generation":3,"acc');
const never = (): Promise<never> => new Promise(() => undefined);
const written = (): boolean => true;

describe('a token store', () => {
  const broken: readonly [what: string, store: object][] = [
    ['is full', { read: () => undefined, write: enospc }],
    ['may not be written', { read: () => undefined, write: eacces }],
    ['may not be opened', { read: eacces, write: eacces }],
    ['is damaged', { read: parseError, write: written }],
    ['is damaged for good', { read: parseError, write: parseError }],
    ['does not answer', { read: never, write: never }],
    ['refuses every write', { read: () => undefined, write: () => false }],
    ['gives no turn', { ...memoryTokens(), exclusive: eacces }],
    ['never gives a turn', { ...memoryTokens(), exclusive: never }],
    ['holds something else', { read: () => ({ color: 'red' }), write: written }],
    ['holds a list', { read: () => [record], write: written }],
    [
      'holds a token with a header in it',
      { read: () => ({ ...record, accessToken: 'a\r\nx-evil: 1' }), write: written },
    ],
    [
      'holds a token that is none',
      { read: () => ({ ...record, accessToken: 42, expiresAt: 8e15 }), write: written },
    ],
    ['holds times that are none', { read: () => ({ ...record, requestedAt: ['now'] }), write: written }],
  ];

  carries.each('A19', broken, 'that %s does not fail the call, and is warned of once', async ([, store]) => {
    const { clock, process, tokenRequests, warnings, arrived, check } = await signedIn();
    const cliq = process(store as TokenStore);
    for (let calls = 0; calls < 3; calls += 1) await clock.run(read.run(cliq));
    clock.advance(hour);
    await clock.run(read.run(cliq));
    expect(arrived(read.operation).every(({ status }) => status === 200)).toBe(true);
    expect(tokenRequests()).toHaveLength(2);
    expect(warnings.filter((line) => line.includes('store'))).toHaveLength(1);
    expect(clock.timers).toBe(0);
    check();
  });

  carries(
    'A19',
    'that was tampered with gives a token which is replaced as soon as it is refused',
    async () => {
      const { clock, process, tokenRequests, check } = await signedIn();
      const tampered = { ...record, accessToken: '1000.of.somebody', expiresAt: clock.wall() + hour };
      const cliq = process({ read: () => tampered, write: () => true });
      await read.run(cliq);
      await read.run(cliq);
      expect(tokenRequests()).toHaveLength(1);
      check();
    },
  );

  carries(
    'A19',
    'that was tampered with cannot keep anybody from a token for more than ten minutes',
    async () => {
      const { clock, process, failureOf, check } = await signedIn();
      const store = memoryTokens();
      const keys: string[] = [];
      await read.run(process({ read: (key) => void keys.push(key), write: () => true }));
      store.write(keys[0] ?? '', { generation: 1, requestedAt: Array(9).fill(8.64e15), quietUntil: 8.64e15 });
      await failureOf(read.run(process(store)));
      clock.advance(10 * 60_000);
      await read.run(process(store));
      check();
    },
  );
});
