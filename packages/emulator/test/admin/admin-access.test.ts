import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/index.ts';
import { contractOperations } from './contract.ts';

async function open() {
  const emulator = await createEmulator();
  return Object.assign(emulator, { [Symbol.asyncDispose]: () => emulator.close() });
}

const guarded = contractOperations.filter((operation) => !operation.open);
const pathOf = (path: string): string => path.replaceAll(/\{[^}]+\}/g, '1');

describe('the admin token', () => {
  const wrong = (token: string): Readonly<Record<string, string | undefined>> => ({
    missing: undefined,
    empty: '',
    short: token.slice(0, -1),
    long: `${token}0`,
    other: token.split('').reverse().join(''),
    'in capitals': token.toUpperCase().replace(/^\d/u, 'A'),
  });

  test.each(guarded)('$method $path is refused without it, and changes nothing', async ({ method, path }) => {
    await using emulator = await open();
    const before = await fetch(`${emulator.origin}/_emulator/snapshot`, {
      headers: { 'x-emulator-token': emulator.adminToken },
    }).then((reply) => reply.text());
    for (const [name, token] of Object.entries(wrong(emulator.adminToken))) {
      const reply = await fetch(`${emulator.origin}/_emulator${pathOf(path)}?token=${emulator.adminToken}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { 'x-emulator-token': token }),
          authorization: `Bearer ${emulator.adminToken}`,
        },
        ...(method === 'GET' ? {} : { body: '{}' }),
      });
      expect(`${name}: ${reply.status}`).toBe(`${name}: 401`);
      expect(await reply.text()).not.toContain(emulator.adminToken);
    }
    const after = await fetch(`${emulator.origin}/_emulator/snapshot`, {
      headers: { 'x-emulator-token': emulator.adminToken },
    }).then((reply) => reply.text());
    expect(after.replace(/"takenAt":[\d.]+/u, '')).toBe(before.replace(/"takenAt":[\d.]+/u, ''));
  });

  test('is new at each start, and has 128 bits', async () => {
    await using one = await open();
    await using other = await open();
    expect(one.adminToken).toMatch(/^[0-9a-f]{32}$/u);
    expect(other.adminToken).not.toBe(one.adminToken);
  });

  test('health needs none, and tells nothing else', async () => {
    await using emulator = await open();
    const reply = await fetch(`${emulator.origin}/_emulator/health`);
    expect(await reply.json()).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/u) });
  });
});

describe('a web page of another origin', () => {
  test.each([
    ['a GET', { method: 'GET', headers: { origin: 'http://evil.example' } }],
    ['an image', { method: 'GET', headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } }],
    [
      'a form',
      {
        method: 'POST',
        headers: { origin: 'null', 'content-type': 'text/plain' },
        body: '{"parts":["state"]}',
      },
    ],
    [
      'a preflight',
      {
        method: 'OPTIONS',
        headers: {
          origin: 'http://evil.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'x-emulator-token',
        },
      },
    ],
  ] as const)('cannot reach it by %s, even with the token', async (_, init) => {
    await using emulator = await open();
    const reply = await fetch(`${emulator.origin}/_emulator/reset`, {
      ...init,
      headers: { ...init.headers, 'x-emulator-token': emulator.adminToken },
    });
    expect(reply.status).toBe(403);
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the paths', () => {
  test('one that there is not is a 404, and another method a 405', async () => {
    await using emulator = await open();
    const headers = { 'x-emulator-token': emulator.adminToken };
    const ask = async (path: string, method = 'GET') =>
      (await fetch(`${emulator.origin}/_emulator${path}`, { method, headers })).status;
    expect(await ask('/nothing')).toBe(404);
    expect(await ask('/%')).toBe(404);
    expect(await ask('/__proto__')).toBe(404);
    expect(await ask('/reset')).toBe(405);
    expect(await ask('/health/')).toBe(404);
  });

  test('without the token nobody learns which there are', async () => {
    await using emulator = await open();
    const reply = await fetch(`${emulator.origin}/_emulator/nothing`);
    expect(reply.status).toBe(401);
  });

  test('in process there are none', async () => {
    const emulator = await createEmulator({ port: false });
    const reply = await emulator.fetch(`${emulator.origin}/_emulator/health`);
    expect(reply.status).toBe(404);
  });
});
