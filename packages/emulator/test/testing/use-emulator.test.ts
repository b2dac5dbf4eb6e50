import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useEmulator } from '../../src/testing/vitest.ts';

type Bench = ReturnType<typeof useEmulator>;

function call({ url, accessToken }: Bench, method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Zoho-oauthtoken ${accessToken}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const before = { ...process.env };
process.env['CLIQ_CLIENT_ID'] = 'mine';

describe('an emulator of these tests', () => {
  const early = useEmulator();
  let tooEarly: unknown;
  try {
    early.url;
  } catch (error) {
    tooEarly = error;
  }
  let url = '';
  beforeAll(() => {
    url = early.url;
  });

  test('is not there before they start', () => {
    expect(String(tooEarly)).toContain('read what useEmulator() gives inside a test or a hook');
  });

  test('is there in hooks, and tells where it is', async () => {
    expect(early.url).toBe(url);
    expect(early.hosts).toEqual({ api: early.url, accounts: early.accountsUrl });
    expect(early.client).toEqual({
      dataCenter: early.hosts,
      credentials: { accessToken: early.accessToken },
    });
    expect(early.credentials).toEqual(early.emulator.credentials);
    expect((await early.fetch(`${early.url}/pin-categories`)).status).toBe(401);
    expect((await call(early, 'GET', '/pin-categories')).status).toBe(200);
  });

  test('sets the variables', () => {
    expect(process.env).toMatchObject({
      CLIQ_API_URL: early.url,
      CLIQ_ACCOUNTS_URL: early.accountsUrl,
      CLIQ_CLIENT_ID: early.credentials.clientId,
      CLIQ_CLIENT_SECRET: early.credentials.clientSecret,
      CLIQ_REFRESH_TOKEN: early.credentials.refreshToken,
      CLIQ_ACCESS_TOKEN: early.accessToken,
      CLIQ_EMULATOR_URL: early.emulator.origin,
      CLIQ_EMULATOR_TOKEN: early.emulator.adminToken,
    });
    process.env['CLIQ_API_URL'] = 'spoilt';
    delete process.env['CLIQ_ACCESS_TOKEN'];
  });

  test('sets them anew for each test', () => {
    expect(process.env['CLIQ_API_URL']).toBe(early.url);
    expect(process.env['CLIQ_ACCESS_TOKEN']).toBe(early.accessToken);
  });
});

test('puts the variables back afterwards, and removes what was not there', () => {
  expect(process.env).toEqual({ ...before, CLIQ_CLIENT_ID: 'mine' });
  delete process.env['CLIQ_CLIENT_ID'];
});

describe('each test starts afresh', () => {
  const emulator = useEmulator({ clock: 'frozen', pendingFaults: 'ignore' });

  test.each([1, 2])('time %i', async () => {
    expect(emulator.journal.entries()).toEqual([]);
    expect(emulator.emulator.violations()).toEqual([]);
    expect(emulator.faults.account().planned).toBe(0);
    expect(new Date(emulator.clock.wall()).toISOString()).toBe('2026-11-22T09:00:00.000Z');
    expect(emulator.clock.mono()).toBe(0);
    expect(emulator.clock.timers).toBe(0);

    expect((await call(emulator, 'POST', '/pin-categories', { title: 'Release' })).status).toBeLessThan(300);
    const folders = await (await call(emulator, 'GET', '/pin-categories')).text();
    expect(folders.match(/Release/gu)).toHaveLength(1);
    // One more than the limit: the next test would be locked out.
    for (let calls = 0; calls < 20; calls += 1) await call(emulator, 'GET', '/pin-categories');
    expect(emulator.emulator.violations()).toHaveLength(1);
    emulator.faults.plan('getPinCategories', 'stall');
    emulator.clock.timer(1000, () => undefined);
    emulator.clock.advance(999);
    emulator.clock.setRate(1);
  });
});

describe('a clock that was turned', () => {
  const emulator = useEmulator({ clock: 'frozen' });

  test('is turned for a client, too', async () => {
    expect(emulator.client.clock?.wall()).toBe(emulator.clock.wall());
    emulator.clock.advance(3_600_000);
    expect((await call(emulator, 'GET', '/pin-categories')).status).toBe(401);
  });

  test('stands at its start in the next test', async () => {
    expect((await call(emulator, 'GET', '/pin-categories')).status).toBe(200);
  });
});

describe('without a socket', () => {
  const emulator = useEmulator({ port: false, env: false });

  test('the client is told the other way, and no variable is set', async () => {
    expect(emulator.client.fetch).toBe(emulator.fetch);
    expect(emulator.client).not.toHaveProperty('clock');
    expect(process.env).toEqual(before);
    const headers = { authorization: `Zoho-oauthtoken ${emulator.accessToken}` };
    expect((await emulator.fetch(`${emulator.url}/pin-categories`, { headers })).status).toBe(200);
  });
});

describe('afterwards', () => {
  let url = '';
  let closed: Bench | undefined;

  describe('a suite', () => {
    closed = useEmulator();
    test('has an emulator', () => {
      url = closed?.url ?? '';
      expect(url).not.toBe('');
    });
  });

  afterAll(() => {
    expect(process.env).toEqual(before);
  });

  test('it is closed, and is there no more', async () => {
    await expect(fetch(url)).rejects.toThrow();
    expect(() => closed?.url).toThrow('does not run yet, or no more');
  });
});
