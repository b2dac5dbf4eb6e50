import { describe, expect, test } from 'vitest';
import { createEmulator } from '../src/index.ts';
import { startSession } from './session.ts';

describe('the in-process door', () => {
  test('needs no port', async () => {
    const { emulator } = await startSession();
    expect([emulator.url, emulator.accountsUrl]).toEqual(['http://127.0.0.1/api/v3', 'http://127.0.0.1']);
    await emulator.close();
    await emulator.close();
  });

  test('is there beside the HTTP door, and reaches the same workspace', async () => {
    const emulator = await createEmulator();
    const headers = { authorization: `Bearer ${emulator.issueToken()}` };
    await fetch(`${emulator.url}/pin-categories`, { method: 'POST', headers, body: '{"title":"Both"}' });
    const reply = await emulator.fetch(new Request(`${emulator.url}/pin-categories`, { headers }));
    expect(await reply.text()).toContain('"Both"');
    await emulator.close();
  });

  test('goes by the real clock unless told otherwise', async () => {
    const emulator = await createEmulator({ port: false });
    const before = Math.floor(Date.now() / 1000) * 1000;
    const reply = await emulator.fetch(`${emulator.url}/nowhere`);
    expect(Date.parse(reply.headers.get('date') ?? '')).toBeGreaterThanOrEqual(before);
  });

  test.each(['https://cliq.zoho.com', 'https://cliq.zohocloud.ca', 'http://localhost:1', 'http://[::1]'])(
    'plays the API of %s',
    async (origin) => {
      const { emulator } = await startSession();
      const headers = { authorization: `Bearer ${emulator.issueToken()}` };
      expect((await emulator.fetch(`${origin}/api/v3/pin-categories`, { headers })).status).toBe(200);
    },
  );

  test.each([
    'https://www.zohoapis.com',
    'https://cliq.zoho.ca',
    'http://cliq.zoho.com',
    'https://cliq.zoho.com.evil.test',
  ])('has no way to %s', async (origin) => {
    const { emulator } = await startSession();
    const failure = emulator.fetch(`${origin}/api/v3/pin-categories`);
    await expect(failure).rejects.toThrow(TypeError);
  });

  test('keeps the API and the accounts server of a data centre apart', async () => {
    const { emulator } = await startSession();
    expect((await emulator.fetch('https://cliq.zoho.eu/oauth/v2/token', { method: 'POST' })).status).toBe(
      404,
    );
    const reply = await emulator.fetch('https://accounts.zoho.eu/oauth/v2/token', { method: 'POST' });
    expect(await reply.json()).toEqual({ error: 'unsupported_grant_type' });
  });

  test('does nothing for a signal that has aborted', async () => {
    const session = await startSession();
    const reason = new Error('changed my mind');
    const init = {
      method: 'POST',
      body: '{"title":"No"}',
      headers: { authorization: `Bearer ${session.emulator.issueToken()}` },
    };
    const call = session.emulator.fetch(`${session.emulator.url}/pin-categories`, {
      ...init,
      signal: AbortSignal.abort(reason),
    });
    await expect(call).rejects.toBe(reason);
    expect((await session.get('/pin-categories')).at('data')).toHaveLength(3);
  });

  test('lets go of a body that never ends when the signal aborts', async () => {
    const { emulator } = await startSession();
    const controller = new AbortController();
    const body = new ReadableStream({ pull: () => new Promise(() => {}) });
    const init = { method: 'POST', body, duplex: 'half', signal: controller.signal };
    const call = emulator.fetch(`${emulator.url}/pin-categories`, init);
    const reason = new Error('too slow');
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  test('takes a body of 1 MiB and refuses a longer one', async () => {
    const { emulator } = await startSession();
    const post = async (bytes: number) => {
      const reply = await emulator.fetch(`${emulator.url}/pin-categories`, {
        method: 'POST',
        body: 'x'.repeat(bytes),
      });
      return reply.status;
    };
    expect(await post(1_048_576)).toBe(401);
    expect(await post(1_048_577)).toBe(413);
    expect(await post(20_000_000)).toBe(413);
  });
});
