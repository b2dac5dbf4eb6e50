import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileTokens } from '@cliqkit/node';
import type { TokenStore } from 'cliqkit';
import { authorizationCode, refreshToken, sealTokens } from 'cliqkit';
import { afterEach, beforeEach, describe, expect, vi } from 'vitest';
import { carries } from '../carry.ts';
import { read } from '../support/calls.ts';
import { emulated } from '../support/emulated.ts';

const key = crypto.getRandomValues(new Uint8Array(32));
let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'cliqkit-sealed-'));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

/** Every form in which bytes could tell a secret. Half of one tells too much, as well. */
function formsOf(secret: string): Buffer[] {
  const half = secret.slice(0, Math.floor(secret.length / 2));
  return [
    Buffer.from(half),
    Buffer.from(encodeURIComponent(half)),
    Buffer.from(Buffer.from(half).toString('hex')),
    Buffer.from(half, 'utf16le'),
    // In base64, wherever the secret begins within three bytes; without the ends, where other bytes play in.
    ...[0, 1, 2].map((shift) =>
      Buffer.from(
        Buffer.from(' '.repeat(shift) + half)
          .toString('base64')
          .slice(4, -4),
      ),
    ),
  ];
}

function tells(bytes: Buffer, secret: string): boolean {
  return formsOf(secret).some((form) => bytes.includes(form));
}

/** What lock files say: nothing when nobody holds them. */
function locks(): string[] {
  const names = readdirSync(path).filter((name) => name.endsWith('.lock'));
  return names.map((name) => readFileSync(join(path, name), 'utf8'));
}

/** The secrets of two accounts after their calls, and every byte that was kept of them: names of files, too. */
async function kept(wrap: (store: TokenStore) => TokenStore): Promise<{ secrets: string[]; bytes: Buffer }> {
  const { emulator, cliqWith } = await emulated();
  const tokens: string[] = [];
  const spy: typeof fetch = async (input, init) => {
    const reply = await emulator.fetch(input, init);
    if (String(input instanceof Request ? input.url : input).includes('/oauth/')) {
      const { access_token, refresh_token } = await reply.clone().json();
      tokens.push(...[access_token, refresh_token].filter((token) => typeof token === 'string'));
    }
    return reply;
  };
  const { clientId, clientSecret } = emulator.credentials;
  const store = wrap(fileTokens({ path }));
  const grants = [
    refreshToken({ ...emulator.credentials, store }),
    authorizationCode({ clientId, clientSecret, code: emulator.issueCode(), store }),
  ];
  for (const credentials of grants) await read.run(cliqWith({ credentials, fetch: spy }));
  // The next process has the same secrets and the same directory, and needs no token of its own.
  const next = wrap(fileTokens({ path }));
  await read.run(
    cliqWith({ credentials: refreshToken({ ...emulator.credentials, store: next }), fetch: spy }),
  );
  expect(tokens).toHaveLength(3);
  await vi.waitFor(() => expect(locks().every((lock) => lock === '')).toBe(true)); // Given back after the calls.
  const names = readdirSync(path);
  const bytes = Buffer.concat(names.flatMap((name) => [Buffer.from(name), readFileSync(join(path, name))]));
  return { secrets: [...tokens, clientSecret, emulator.credentials.refreshToken], bytes };
}

describe('sealed tokens in files', () => {
  carries('S11', 'tell no secret in any byte, and serve the next process', async () => {
    const { secrets, bytes } = await kept((store) => sealTokens(store, { key }));
    expect(new Set(secrets).size).toBe(5);
    expect(bytes.length).toBeGreaterThan(500);
    for (const secret of secrets) expect(tells(bytes, secret)).toBe(false);
  });

  carries('S11', 'are looked for in a way that finds those that are not sealed', async () => {
    const { secrets, bytes } = await kept((store) => store);
    expect(secrets.filter((secret) => tells(bytes, secret))).toHaveLength(3);
  });
});
