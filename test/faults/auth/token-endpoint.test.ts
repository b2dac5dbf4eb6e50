import type { Fault } from '@cliqkit/emulator';
import { describe, expect } from 'vitest';
import { carries } from '../carry.ts';
import { post, read } from '../support/calls.ts';
import { hour, minute, openStore, signedIn, windowMs } from './signed-in.ts';

const reply = (body: object, status = 200): Fault => ({ kind: 'status', status, body });

describe('an accounts server that answers 200 with an error', () => {
  carries('A04', 'has refused for good: sign in again, nothing is repeated, nothing is stored', async () => {
    const { emulator, clock, process, tokenRequests, failureOf, check } = await signedIn();
    const store = openStore();
    await read.run(process(store));
    const before = store.record();
    clock.advance(hour);
    emulator.faults.plan('token', reply({ error: 'invalid_code' }));
    const cliq = process(store);
    for (let calls = 0; calls < 5; calls += 1) {
      expect(await failureOf(post.run(cliq))).toMatchObject({
        name: 'AuthError',
        code: 'invalid_code',
        message: expect.stringContaining('Sign in again'),
        outcome: 'notApplied',
        retryable: false,
        attempts: 0,
      });
    }
    expect(tokenRequests()).toHaveLength(2);
    const { accessToken, expiresAt, refreshToken } = store.record() ?? {};
    expect({ accessToken, expiresAt, refreshToken }).toEqual({
      accessToken: before?.accessToken,
      expiresAt: before?.expiresAt,
      refreshToken: undefined,
    });
    check();
  });

  carries('A04', 'to a refresh in the background leaves the token in use as long as it lives', async () => {
    const { emulator, clock, process, tokenRequests, failureOf, check } = await signedIn();
    const cliq = process();
    await read.run(cliq);
    clock.advance(56 * minute);
    emulator.faults.plan('token', reply({ error: 'invalid_code' }));
    for (let calls = 0; calls < 5; calls += 1) await read.run(cliq);
    clock.advance(4 * minute);
    expect(await failureOf(read.run(cliq))).toMatchObject({ name: 'AuthError', code: 'invalid_code' });
    expect(tokenRequests()).toHaveLength(2);
    check();
  });
});

describe('an accounts server that throttles', () => {
  carries.each(
    'A05',
    [400, 200] as const,
    'with status %s is left alone for ten minutes by all who share a store',
    async (tokenThrottleStatus) => {
      const { emulator, clock, process, tokenRequests, failureOf, check } = await signedIn({
        quirks: { tokenThrottleStatus },
      });
      const store = openStore();
      const [first, second] = [process(store), process(store)];
      emulator.faults.plan('token', 'throttle');
      const retryAt = new Date(clock.wall() + windowMs);
      expect(await failureOf(read.run(first))).toMatchObject({ name: 'AuthError', retryable: true, retryAt });
      for (let elapsed = 0; elapsed < windowMs; elapsed += minute) {
        for (const cliq of [first, second, process(store)])
          expect(await failureOf(post.run(cliq))).toMatchObject({ name: 'AuthError', retryAt, attempts: 0 });
        clock.advance(minute);
      }
      expect(tokenRequests()).toHaveLength(1);
      await Promise.all([read.run(first), read.run(second)]);
      expect(tokenRequests()).toHaveLength(2);
      check();
    },
  );

  carries('A05', 'is left alone although the clock is set, until it is quiet in truth', async () => {
    const { emulator, clock, process, tokenRequests, failureOf, check } = await signedIn();
    emulator.faults.plan('token', 'throttle');
    const cliq = process();
    for (const stepMs of [0, 24 * hour, -48 * hour, 24 * hour + minute]) {
      clock.stepWall(stepMs);
      await failureOf(read.run(cliq));
    }
    clock.advance(windowMs);
    await read.run(cliq);
    expect(tokenRequests()).toHaveLength(2);
    check();
  });
});

const outages: readonly Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, headers: { 'retry-after': '1' } },
  reply({ error: 'invalid_code' }, 502),
  'html',
  { kind: 'html', status: 200 },
  { kind: 'redirect', location: 'https://evil.test/oauth/v2/token' },
  { kind: 'redirect', status: 307 },
  'refuse-connect',
  'reset-before-read',
  'stall',
  'drip',
  'oversize',
];

describe('an accounts server that fails', () => {
  const rows = outages.map(
    (fault) => [typeof fault === 'string' ? fault : JSON.stringify(fault), fault] as const,
  );

  carries.each('A06', rows, 'once (%s) is asked once more', async ([name, fault]) => {
    const { emulator, clock, process, tokenRequests, events, check } = await signedIn();
    emulator.faults.plan('token', fault);
    await clock.run(post.run(process()));
    expect(tokenRequests()).toHaveLength(name === 'refuse-connect' ? 1 : 2);
    expect(events).toMatchObject([{ result: 'refreshed' }]);
    check();
  });

  carries.each('A06', rows, 'on and on (%s) is asked twice, and the call fails', async ([, fault]) => {
    const { emulator, clock, process, failureOf, check } = await signedIn();
    emulator.faults.plan('token', fault, fault);
    const error = await failureOf(clock.run(post.run(process())));
    expect(error).toMatchObject({ name: 'AuthError', outcome: 'notApplied', retryable: true, attempts: 0 });
    expect(emulator.faults.account().consumed).toHaveLength(2);
    expect(clock.timers).toBe(0);
    check();
  });

  carries('A06', 'for hours is asked at most nine times in ten minutes', async () => {
    const { emulator, clock, process, tokenRequests, failureOf, check } = await signedIn();
    const outage = Array.from({ length: 100 }, () => outages[0] ?? 'html');
    emulator.faults.plan('token', ...outage);
    const store = openStore();
    for (let elapsed = 0; elapsed < 30 * minute; elapsed += minute / 2) {
      await failureOf(clock.run(read.run(process(store))));
      clock.advance(minute / 2);
    }
    expect(tokenRequests().length).toBeLessThanOrEqual(27);
    emulator.faults.clear();
    clock.advance(windowMs);
    await read.run(process(store));
    check();
  });
});

describe('a token whose lifetime', () => {
  const lifetimes: readonly [what: string, lifetime: object, livesMs: number, warns: boolean][] = [
    ['is missing', {}, 55 * minute, true],
    ['is zero', { expires_in: 0 }, 55 * minute, true],
    ['is negative', { expires_in: -3600 }, 55 * minute, true],
    ['is a word', { expires_in: 'soon' }, 55 * minute, true],
    ['is null', { expires_in: null }, 55 * minute, true],
    ['is text', { expires_in: '3600' }, hour, false],
    ['is in milliseconds', { expires_in: 3_600_000 }, hour, false],
    ['is in both units', { expires_in: 3_600_000, expires_in_sec: 3600 }, hour, false],
    ['is ten minutes', { expires_in: 600 }, 10 * minute, false],
  ];

  carries.each(
    'A07',
    lifetimes,
    '%s (%s) is not sent after it has ended',
    async ([, lifetime, livesMs, warns]) => {
      const { emulator, clock, process, tokenRequests, warnings, check } = await signedIn();
      emulator.faults.plan('token', reply({ access_token: emulator.issueToken(), ...lifetime }));
      const cliq = process();
      await read.run(cliq);
      clock.advance(livesMs - minute);
      await read.run(cliq);
      clock.advance(minute);
      await read.run(cliq);
      expect(tokenRequests()).toHaveLength(2);
      expect(warnings).toEqual(warns ? [expect.stringContaining('states no lifetime')] : []);
      check();
    },
  );

  carries('A07', 'comes in the older form is right', async () => {
    const { clock, process, events, check } = await signedIn({ quirks: { expiresIn: 'legacy' } });
    await read.run(process());
    expect(events).toMatchObject([{ expiresAt: new Date(clock.wall() + hour) }]);
    check();
  });
});

describe('a token whose reply is lost', () => {
  carries.each(
    'A08',
    ['commit-then-reset', 'commit-then-stall', 'commit-then-truncate', 'reset-mid-reply'] as const,
    '(%s) is asked for once more, and both requests count',
    async (fault) => {
      const { emulator, clock, process, tokenRequests, check } = await signedIn();
      const store = openStore();
      emulator.faults.plan('token', fault);
      await clock.run(post.run(process(store)));
      expect(tokenRequests().map(({ committed }) => committed)).toEqual([true, true]);
      expect(store.record()?.requestedAt).toHaveLength(2);
      check();
    },
  );
});

describe('a token reply that names an API host', () => {
  carries.each(
    'A14',
    [
      'https://evil.test',
      'https://zohoapis.com.evil.test',
      'https://www.zohoapis.com',
      'javascript:alert(1)',
      7,
    ] as const,
    '%s has no part in where calls go',
    async (api_domain) => {
      const { emulator, process, check } = await signedIn();
      const origins = new Set<string>();
      const fetch: typeof globalThis.fetch = (input, init) => {
        origins.add(new URL(String(input)).origin);
        return emulator.fetch(input, init);
      };
      emulator.faults.plan(
        'token',
        reply({ access_token: emulator.issueToken(), expires_in: 3600, api_domain }),
      );
      const cliq = process(undefined, { fetch });
      await read.run(cliq);
      await post.run(cliq);
      expect(origins).toEqual(new Set([new URL(emulator.url).origin]));
      check();
    },
  );
});
