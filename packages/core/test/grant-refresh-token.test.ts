import { describe, expect, it } from 'vitest';
import { InputError } from '../src/errors/input-error.ts';
import { memoryTokens } from '../src/tokens/memory-tokens.ts';
import type { RefreshTokenOptions } from '../src/tokens/refresh-token.ts';
import { refreshToken } from '../src/tokens/refresh-token.ts';
import type { TokenStore } from '../src/tokens/token-store.ts';
import { thrownBy } from './failure-of.ts';
import { client, granted, signIn } from './fake-accounts.ts';
import { untyped } from './test-client.ts';

const options = { ...client, refreshToken: '1000.refresh' };

describe('a refresh token', () => {
  it('is exchanged for an access token, with the client and its secret, and no scope', async () => {
    const { ask, forms } = signIn(refreshToken(options), { answers: [granted('a-token')] });
    expect(await ask()).toBe('a-token');
    expect(forms()).toEqual([
      {
        grant_type: 'refresh_token',
        client_id: client.clientId,
        client_secret: client.clientSecret,
        refresh_token: '1000.refresh',
      },
    ]);
  });

  it('sends nothing before a token is needed', () => {
    const { sent, clock } = signIn(refreshToken(options));
    expect([sent.length, clock.timers]).toEqual([0, 0]);
  });

  it.each(['clientId', 'clientSecret', 'refreshToken'] as const)('needs a %s that can be sent', (name) => {
    for (const value of [undefined, null, '', 'two words', 'line\n', 42, {}, 'umläut']) {
      const error = thrownBy(InputError, () => refreshToken(untyped({ ...options, [name]: value })));
      expect(error.message).toContain(`credentials: ${name} must be`);
    }
  });

  it('needs its options', () => {
    thrownBy(InputError, () => refreshToken(untyped<RefreshTokenOptions>(undefined)));
  });

  it('has an account of its own in the store: another user, client or server is another one', async () => {
    const keys = new Set<string>();
    const { write } = memoryTokens();
    const store: TokenStore = { read: (key) => void keys.add(key), write };
    const grants = [
      refreshToken({ ...options, store }),
      refreshToken({ ...options, refreshToken: '1000.other', store }),
      refreshToken({ ...options, clientId: '1000.OTHER', store }),
    ];
    for (const grant of grants) await signIn(grant).ask();
    await signIn(refreshToken({ ...options, store }), { at: 'https://accounts.other.test' }).ask();
    expect(keys.size).toBe(4);
    for (const [clientId, refreshTokenOfIt] of [['1000.A', 'BC'] as const, ['1000.AB', 'C'] as const])
      await signIn(refreshToken({ ...options, clientId, refreshToken: refreshTokenOfIt, store })).ask();
    expect(keys.size).toBe(6);
    await signIn(refreshToken({ ...options, clientSecret: 'renewed', store })).ask();
    expect(keys.size).toBe(6);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });
});
