import { InputError } from '../errors/input-error.ts';
import { ownOf } from '../input/own.ts';
import type { TokenRecord, TokenStore } from './token-store.ts';
import { generationOf, isTokenRecord } from './token-store.ts';

export interface SealOptions {
  /** 32 random bytes, or their base64 text. Keep it where the store is not: `openssl rand -base64 32` makes one. */
  key: Uint8Array | string;
  /**
   * Keys of before. What they have sealed can still be read, and the next write seals it with `key`.
   * @default none
   */
  previousKeys?: readonly (Uint8Array | string)[] | undefined;
}

type Bytes = Uint8Array<ArrayBuffer>;

const keyBytes = 32;
/** Random nonces of this length are safe for 2^32 writes with one key; an account has a few in an hour. */
const nonceBytes = 12;
/** Tells what is sealed here from anything else that the same key may have sealed, and from later versions. */
const purpose = 'cliqkit token record 1';
const prefix = 'sealed.1.';
const base64Key = /^[A-Za-z0-9+/]{43}=?$/;

/**
 * Encrypts what another store keeps (AES-256-GCM): whoever reads that one learns no token. The account is part of what is
 * authenticated: a record that was changed, moved to another account or sealed with another key counts as absent, and so
 * does one that is not sealed. An older record of the same account that somebody puts back cannot be told from the newest.
 *
 * The store beneath is given records whose `accessToken` is the sealed text, and whose generation counts its own writes: the
 * generation of the tokens is inside, where nobody can change it.
 *
 * @throws InputError, which does not quote it, for a key that is not 32 bytes.
 * @example
 * const store = sealTokens(fileTokens({ path: '/var/lib/my-bot/tokens' }), { key: process.env.TOKEN_KEY ?? '' });
 * createCliq({ dataCenter: 'eu', credentials: refreshToken({ ...client, store }) });
 */
export function sealTokens(store: TokenStore, options: SealOptions): TokenStore {
  const { key, previousKeys = [] } = ownOf(options);
  // Imported when they are needed: some runtimes allow no cryptography while a module is loaded.
  const current = once(secretFrom(key, 'key'));
  const previous = previousKeys.map((secret) => once(secretFrom(secret, 'previousKeys')));

  const seal = async (account: string, record: TokenRecord): Promise<string> => {
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    const text = new TextEncoder().encode(JSON.stringify(record));
    const sealed = await crypto.subtle.encrypt(parameters(nonce, account), await current(), text);
    return prefix + toBase64([...nonce, ...new Uint8Array(sealed)]);
  };

  const open = async (account: string, stored: unknown): Promise<TokenRecord | undefined> => {
    if (!isTokenRecord(stored) || !stored.accessToken?.startsWith(prefix)) return undefined;
    const sealed = fromBase64(stored.accessToken.slice(prefix.length));
    if (sealed === undefined) return undefined;
    const nonce = sealed.slice(0, nonceBytes);
    const rest = sealed.slice(nonceBytes);
    for (const secret of [current, ...previous]) {
      try {
        const text = await crypto.subtle.decrypt(parameters(nonce, account), await secret(), rest);
        const record: unknown = JSON.parse(new TextDecoder().decode(text));
        return isTokenRecord(record) ? record : undefined;
      } catch {
        // Another key may fit.
      }
    }
    return undefined;
  };

  const exclusive = store.exclusive?.bind(store);
  return {
    read: async (account) => open(account, await store.read(account)),
    async write(account, record) {
      const stored: unknown = await store.read(account);
      const opened = await open(account, stored);
      if (opened && record.generation !== opened.generation + 1) return false;
      // Follows what is stored, even if that cannot be opened: else a damaged record could never be replaced.
      const generation = (generationOf(Object(stored)) ?? 0) + 1;
      return store.write(account, { generation, requestedAt: [], accessToken: await seal(account, record) });
    },
    ...(exclusive && { exclusive }),
  };
}

function parameters(iv: Bytes, account: string): AesGcmParams {
  const additionalData = new TextEncoder().encode(JSON.stringify([purpose, account]));
  return { name: 'AES-GCM', iv, additionalData, tagLength: 128 }; // The default, but no prototype shortens it.
}

/** Imports a key at the first use, and keeps it. */
function once(secret: Bytes): () => Promise<CryptoKey> {
  let imported: Promise<CryptoKey> | undefined;
  return () => {
    imported ??= crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt']);
    return imported;
  };
}

/** The bytes of a key: a copy, for the caller may wipe or reuse its own. */
function secretFrom(value: unknown, option: string): Bytes {
  if (ArrayBuffer.isView(value) && value.byteLength === keyBytes) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  }
  const bytes = typeof value === 'string' && base64Key.test(value) ? fromBase64(value) : undefined;
  if (bytes?.length === keyBytes) return bytes;
  throw new InputError(
    `sealTokens: ${option} must be 32 bytes, or their base64 text. \`openssl rand -base64 32\` makes one.`,
  );
}

function toBase64(bytes: readonly number[]): string {
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
