import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenRecord, TokenStore } from '../src/index.ts';
import { InputError, memoryTokens, sealTokens } from '../src/index.ts';

const key = Uint8Array.from({ length: 32 }, (_none, index) => index * 7);
const otherKey = new Uint8Array(32).fill(9);
const account = 'ab12';
const record: TokenRecord = {
  generation: 1,
  refreshToken: '1000.refresh',
  accessToken: '1000.access',
  expiresAt: 1_791_010_800_000,
  requestedAt: [1_791_010_790_000],
  quietUntil: 1_791_010_799_000,
};
const next: TokenRecord = { generation: 2, requestedAt: [] };

/** What the store beneath holds. */
async function sealedIn(inner: TokenStore): Promise<TokenRecord & { accessToken: string }> {
  const { accessToken = '', ...rest } = (await inner.read(account)) ?? next;
  return { ...rest, accessToken };
}

/** A store that has sealed the record, and the one beneath it. */
async function sealed(): Promise<{ inner: TokenStore; store: TokenStore }> {
  const inner = memoryTokens();
  const store = sealTokens(inner, { key });
  expect(await store.write(account, record)).toBe(true);
  return { inner, store };
}

/** A store beneath that holds this, whatever it is. */
function holding(value: unknown): TokenStore {
  return { read: () => value as TokenRecord, write: () => true };
}

describe('a sealed record', () => {
  it('is read as it was written', async () => {
    const { store } = await sealed();
    expect(await store.read(account)).toEqual(record);
    expect(await store.read('cd34')).toBeUndefined();
  });

  it('tells nothing but its generation in the store beneath, and never looks the same', async () => {
    const texts = await Promise.all(
      [1, 2].map(async () => {
        const { accessToken, ...rest } = await sealedIn((await sealed()).inner);
        expect(rest).toEqual({ generation: 1, requestedAt: [] });
        expect(accessToken).toMatch(/^sealed\.1\.[A-Za-z0-9+/]+=*$/);
        for (const secret of ['1000', 'access', 'refresh', '179101'])
          expect(atob(accessToken.slice(9))).not.toContain(secret);
        return accessToken;
      }),
    );
    expect(texts[0]).not.toBe(texts[1]);
  });

  it('counts as absent with any bit of it changed', async () => {
    const { accessToken } = await sealedIn((await sealed()).inner);
    const bytes = Uint8Array.from(atob(accessToken.slice(9)), (char) => char.charCodeAt(0));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
        const changed = bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
        const text = btoa(Array.from(changed, (byte) => String.fromCharCode(byte)).join(''));
        const store = sealTokens(
          holding({ generation: 1, requestedAt: [], accessToken: `sealed.1.${text}` }),
          { key },
        );
        expect(await store.read(account)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  const foreign: [what: string, value: unknown][] = [
    ['nothing', undefined],
    ['no record', { generation: 'x' }],
    ['a record that is not sealed', record],
    ['a record without a token', next],
    ['another version', { ...next, accessToken: 'sealed.2.AAAA' }],
    ['no base64', { ...next, accessToken: 'sealed.1.*' }],
    ['nothing in it', { ...next, accessToken: 'sealed.1.' }],
    ['too little', { ...next, accessToken: `sealed.1.${btoa('x'.repeat(27))}` }],
  ];
  it.each(foreign)('counts as absent when it is %s', async (_what, value) => {
    expect(await sealTokens(holding(value), { key }).read(account)).toBeUndefined();
  });

  it('counts as absent when something else was sealed, though with the same key', async () => {
    const { store } = await sealed();
    expect(await store.write(account, { ...next, requestedAt: ['soon'] as never })).toBe(true);
    expect(await store.read(account)).toBeUndefined();
  });

  it('counts as absent for another account, and with another key', async () => {
    const { inner } = await sealed();
    const moved = sealTokens({ ...inner, read: () => inner.read(account) }, { key });
    expect(await moved.read(account)).toEqual(record);
    expect(await moved.read('cd34')).toBeUndefined();
    expect(await sealTokens(inner, { key: otherKey }).read(account)).toBeUndefined();
  });

  it('keeps its generation when the one outside is changed', async () => {
    const stored = await sealedIn((await sealed()).inner);
    const store = sealTokens(holding({ ...stored, generation: 77 }), { key });
    expect(await store.read(account)).toEqual(record);
    expect(await store.write(account, { ...next, generation: 78 })).toBe(false);
    expect(await store.write(account, next)).toBe(true);
  });
});

describe('a write', () => {
  it('is refused unless it follows what is sealed', async () => {
    const { store } = await sealed();
    for (const generation of [0, 1, 3])
      expect(await store.write(account, { ...next, generation })).toBe(false);
    expect(await store.read(account)).toEqual(record);
    expect(await store.write(account, next)).toBe(true);
    expect(await store.read(account)).toEqual(next);
  });

  it('is refused to one of two that follow the same record', async () => {
    const { store } = await sealed();
    const written = await Promise.all([store.write(account, next), store.write(account, next)]);
    expect(written.filter(Boolean)).toHaveLength(1);
  });

  it('replaces what cannot be opened, whatever its generation', async () => {
    const { inner } = await sealed();
    const store = sealTokens(inner, { key: otherKey });
    expect(await store.write(account, { ...next, generation: 40 })).toBe(true);
    expect(await store.read(account)).toEqual({ ...next, generation: 40 });
    expect(await inner.read(account)).toMatchObject({ generation: 2 });

    const written: TokenRecord[] = [];
    const damaged = {
      ...holding({ generation: 6 }),
      write: (_name: string, to: TokenRecord) => written.push(to) > 0,
    };
    expect(await sealTokens(damaged, { key }).write(account, next)).toBe(true);
    expect(written).toMatchObject([{ generation: 7 }]);
  });
});

describe('keys', () => {
  it('of before open what they have sealed, and the first one seals it anew', async () => {
    const { inner } = await sealed();
    const store = sealTokens(inner, { key: otherKey, previousKeys: [new Uint8Array(32), key] });
    expect(await store.read(account)).toEqual(record);
    await store.write(account, next);
    expect(await sealTokens(inner, { key }).read(account)).toBeUndefined();
    expect(await sealTokens(inner, { key: otherKey }).read(account)).toEqual(next);
  });

  const base64 = Buffer.from(key).toString('base64');
  const same: [what: string, form: Uint8Array | string][] = [
    ['base64', base64],
    ['base64 without its end', base64.replace('=', '')],
    ['a Buffer', Buffer.from(key)],
    ['a part of a larger array', Uint8Array.from([...otherKey, ...key]).subarray(32)],
  ];
  it.each(same)('are the same as %s', async (_what, form) => {
    const { inner } = await sealed();
    expect(await sealTokens(inner, { key: form }).read(account)).toEqual(record);
  });

  it('can be wiped by the caller', async () => {
    const { inner } = await sealed();
    const copy = key.slice();
    const store = sealTokens(inner, { key: copy });
    copy.fill(0);
    expect(await store.read(account)).toEqual(record);
  });

  const wrong: unknown[] = [
    undefined,
    '',
    'secret-passphrase',
    key.slice(1),
    Uint8Array.from([...key, 1]),
    Buffer.from(key).toString('hex'),
    Buffer.from(key.slice(1)).toString('base64'),
    `${base64}\n`,
    Array.from(key),
    32,
  ];
  it.each(wrong)('that cannot be right are refused, and not quoted (%#)', (value) => {
    for (const options of [{ key: value }, { key, previousKeys: [value] }]) {
      const seal = (): TokenStore => sealTokens(memoryTokens(), options as never);
      expect(seal).toThrow(InputError);
      expect(seal).toThrow('must be 32 bytes');
      if (typeof value === 'string' && value !== '') expect(seal).not.toThrow(value);
    }
    expect(() => sealTokens(memoryTokens(), undefined as never)).toThrow(InputError);
  });

  it('and the strength of a seal come from the options alone, even with a polluted prototype', async () => {
    const { inner } = await sealed();
    const polluted: Record<string, unknown> = { tagLength: 32, previousKeys: [key] };
    try {
      for (const [name, value] of Object.entries(polluted))
        Object.defineProperty(Object.prototype, name, { value, configurable: true });
      expect(await sealTokens(inner, { key }).read(account)).toEqual(record);
      expect(await sealTokens(inner, { key: otherKey }).read(account)).toBeUndefined();
    } finally {
      for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
    }
  });
});

describe('taking turns', () => {
  it('is left to the store beneath', async () => {
    const asked: string[] = [];
    class Turns {
      readonly #asked = asked;
      read(): undefined {}
      write(): boolean {
        return true;
      }
      exclusive<T>(name: string, run: () => Promise<T>): Promise<T> {
        this.#asked.push(name);
        return run();
      }
    }
    const store = sealTokens(new Turns(), { key });
    expect(await store.exclusive?.(account, async () => 'ran')).toBe('ran');
    expect(asked).toEqual([account]);
    expect(sealTokens(holding(undefined), { key }).exclusive).toBeUndefined();
  });
});
