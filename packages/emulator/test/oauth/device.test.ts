import { describe, expect, test } from 'vitest';
import type { EmulatorOptions } from '../../src/index.ts';
import { demo } from '../../src/index.ts';
import type { Read } from '../session.ts';
import type { Flow } from './flow.ts';
import { credentialFields, firstUser, readScope, startFlow } from './flow.ts';
import { textOf } from './page-skeleton.ts';

const interval = 30_000;

interface Device extends Flow {
  readonly userCode: string;
  readonly deviceCode: string;
  readonly started: Read;
  poll(host?: string): Promise<Read>;
  /** Polls after the interval. */
  pollLater(): Promise<Read>;
}

async function startDevice(
  options: Omit<EmulatorOptions, 'clock'> = {},
  parameters: Readonly<Record<string, string>> = {},
  accounts?: string,
): Promise<Device> {
  const flow = await startFlow(options);
  const { emulator } = flow;
  const base = accounts ?? emulator.accountsUrl;
  const { client_id } = credentialFields(emulator);
  const order = { grant_type: 'device_request', client_id, scope: readScope, ...parameters };
  const started = await flow.post(`${base}/oauth/v3/device/code`, order);
  const deviceCode = String(started.at('device_code'));
  const poll = (host = base): Promise<Read> =>
    flow.post(`${host}/oauth/v3/device/token`, {
      ...credentialFields(emulator),
      grant_type: 'device_token',
      code: deviceCode,
    });
  return {
    ...flow,
    userCode: String(started.at('user_code')),
    deviceCode,
    started,
    poll,
    pollLater() {
      flow.advance(interval);
      return poll();
    },
  };
}

/** The page of a device, with its code. */
function pageOf({ started }: Device): string {
  return String(started.at('verification_uri_complete'));
}

describe('a device', () => {
  test('is told what to show', async () => {
    const device = await startDevice();
    const page = `${device.emulator.accountsUrl}/oauth/v3/device`;
    expect([device.started.status, device.started.body]).toEqual([
      200,
      {
        user_code: expect.stringMatching(/^[B-DF-HJKMNP-TV-XZ]{4}-[B-DF-HJKMNP-TV-XZ]{4}$/u),
        device_code: expect.stringMatching(/^emu_1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/u),
        verification_url: page,
        verification_uri_complete: `${page}?user_code=${device.userCode}`,
        expires_in: 300_000,
        interval: 30_000,
      },
    ]);
    const { started } = await startDevice({ quirks: { deviceTimes: 'seconds' } });
    expect(started.body).toMatchObject({ expires_in: 300, interval: 30 });
  });

  test('gets the tokens of the user who enters its code', async () => {
    const device = await startDevice({}, { access_type: 'offline' });
    expect((await device.poll()).body).toEqual({ error: 'authorization_pending' });
    const page = await device.open(pageOf(device));
    expect([page.status, textOf(page.text)]).toEqual([200, expect.stringContaining(device.userCode)]);
    expect(page.headers.get('content-security-policy')).toContain(
      "form-action 'self'; frame-ancestors 'none'",
    );
    const done = await device.post(pageOf(device), { user: demo.users.ben, decision: 'allow' });
    expect([done.status, textOf(done.text)]).toEqual([200, expect.stringContaining('Done')]);
    const reply = await device.pollLater();
    expect(reply.body).toMatchObject({ access_token: expect.stringMatching(/^emu_/u), token_type: 'Bearer' });
    const token = String(reply.at('access_token'));
    expect((await device.get('/pin-categories?include_fields=chats', token)).text).toContain('Ana Duarte');
    const renewed = await device.token({
      grant_type: 'refresh_token',
      refresh_token: String(reply.at('refresh_token')),
    });
    expect(renewed.at('token_type')).toBe('Bearer');
  });

  test('gets one token, and a refresh token only when it asks for one', async () => {
    const device = await startDevice();
    device.emulator.approveDevice(device.userCode);
    const reply = await device.poll();
    expect(reply.at('token_type')).toBe('Bearer');
    expect(reply.body).not.toHaveProperty('refresh_token');
    expect((await device.pollLater()).body).toEqual({ error: 'invalid_code' });
  });

  test('is refused when its user denies', async () => {
    const device = await startDevice();
    expect((await device.post(pageOf(device), { decision: 'deny' })).status).toBe(200);
    expect((await device.poll()).body).toEqual({ error: 'access_denied' });
    expect((await device.pollLater()).body).toEqual({ error: 'access_denied' });
  });

  test('may ask every 30 seconds, counted from the last time, whatever the answer', async () => {
    const device = await startDevice();
    device.emulator.approveDevice(device.userCode, { allow: false });
    expect((await device.poll()).at('error')).toBe('access_denied');
    device.advance(interval - 1);
    expect((await device.poll()).at('error')).toBe('slow_down');
    device.advance(interval - 1);
    expect((await device.poll()).at('error')).toBe('slow_down');
    device.advance(interval);
    expect((await device.poll()).at('error')).toBe('access_denied');
  });

  test('is told to slow down before it is given a token', async () => {
    const device = await startDevice();
    await device.poll();
    device.emulator.approveDevice(device.userCode);
    expect((await device.poll()).at('error')).toBe('slow_down');
    expect((await device.pollLater()).at('token_type')).toBe('Bearer');
  });

  test('waits for five minutes', async () => {
    const device = await startDevice();
    device.advance(299_999);
    expect((await device.poll()).at('error')).toBe('authorization_pending');
    device.advance(1);
    expect((await device.poll()).at('error')).toBe('expired');
    expect((await device.open(pageOf(device))).status).toBe(400);
    expect(() => device.emulator.approveDevice(device.userCode)).toThrow('no device waits with this code');
  });

  test.each<[string, Record<string, string>, string]>([
    ['another grant type', { grant_type: 'device' }, 'unsupported_grant_type'],
    ['an unknown client', { client_id: 'x' }, 'invalid_client'],
    ['a wrong secret', { client_secret: 'x' }, 'invalid_client_secret'],
    ['no scope', { scope: '' }, 'invalid_scope'],
  ])('does not begin with %s', async (_, parameters, error) => {
    const { started } = await startDevice({}, parameters);
    expect([started.status, started.body]).toEqual([200, { error }]);
  });

  test.each<[string, Record<string, string>, string]>([
    ['another grant type', { grant_type: 'device' }, 'unsupported_grant_type'],
    ['an unknown client', { client_id: 'x' }, 'invalid_client'],
    ['no secret', { client_secret: '' }, 'invalid_client_secret'],
    ['another code', { code: 'x' }, 'invalid_code'],
    ['no code', { code: '' }, 'invalid_code'],
  ])('gets nothing with %s', async (_, parameters, error) => {
    const device = await startDevice();
    device.emulator.approveDevice(device.userCode);
    const form = {
      ...credentialFields(device.emulator),
      grant_type: 'device_token',
      code: device.deviceCode,
    };
    const url = `${device.emulator.accountsUrl}/oauth/v3/device/token`;
    expect((await device.post(url, { ...form, ...parameters })).body).toEqual({ error });
    expect((await device.post(url, form)).at('token_type')).toBe('Bearer');
  });

  test('has no more than a thousand others beside it', async () => {
    const device = await startDevice();
    const form = { grant_type: 'device_request', ...credentialFields(device.emulator), scope: readScope };
    for (let started = 0; started < 1000; started += 1)
      await device.post(`${device.emulator.accountsUrl}/oauth/v3/device/code`, form);
    expect((await device.poll()).at('error')).toBe('invalid_code');
  });
});

describe('the page for a device', () => {
  test('asks for the code, and takes it however it is written', async () => {
    const device = await startDevice();
    const page = `${device.emulator.accountsUrl}/oauth/v3/device`;
    expect(textOf((await device.open(page)).text)).toContain('Enter the code');
    for (const written of [
      device.userCode.toLowerCase(),
      device.userCode.replace('-', ''),
      ` ${device.userCode} `,
    ]) {
      const asked = await device.open(`${page}?${new URLSearchParams({ user_code: written })}`);
      expect([asked.status, textOf(asked.text)]).toEqual([200, expect.stringContaining('Allow')]);
    }
    const form = { user_code: device.userCode, user: firstUser, decision: 'allow' };
    expect((await device.post(page, { user_code: device.userCode })).text).toContain('Allow');
    expect((await device.post(page, form)).text).toContain('Done');
    expect((await device.post(page, form)).status).toBe(400);
  });

  test.each(['', 'BCDF-GHJK', '----', 'é'])('knows no device with the code %j', async (user_code) => {
    const device = await startDevice();
    const page = `${device.emulator.accountsUrl}/oauth/v3/device`;
    const reply = await device.post(page, { user_code, user: firstUser, decision: 'allow' });
    expect([reply.status, textOf(reply.text)]).toEqual([400, expect.stringContaining('No device waits')]);
  });

  test('decides nothing for a foreign page, by a link, or for nobody', async () => {
    const device = await startDevice();
    const form = { user: firstUser, decision: 'allow' };
    expect((await device.post(pageOf(device), form, { origin: 'http://localhost:3000' })).status).toBe(403);
    expect((await device.open(`${pageOf(device)}&${new URLSearchParams(form)}`)).text).toContain('Allow');
    expect((await device.post(pageOf(device), { ...form, user: '1' })).status).toBe(400);
    expect((await device.post(pageOf(device), { decision: 'maybe' })).status).toBe(400);
    expect((await device.poll()).at('error')).toBe('authorization_pending');
    const put = await device.emulator.fetch(pageOf(device), { method: 'PUT' });
    expect(put.status).toBe(405);
  });
});

describe('a poll', () => {
  test('is a token request from when there is a token for it', async () => {
    const device = await startDevice();
    await device.poll();
    device.emulator.approveDevice(device.userCode);
    await device.pollLater();
    const polls = device.emulator.journal.entries().filter(({ path }) => path.endsWith('/token'));
    expect(polls).toMatchObject([
      { operation: undefined, committed: false },
      { operation: 'token', committed: true },
    ]);
  });

  test('meets the faults of token requests then', async () => {
    const device = await startDevice();
    device.emulator.faults.plan('token', { kind: 'status', status: 503 }, 'strip-body', 'throttle', 'html');
    expect((await device.poll()).at('error')).toBe('authorization_pending');
    device.emulator.approveDevice(device.userCode);
    expect((await device.pollLater()).status).toBe(503);
    expect((await device.pollLater()).at('error')).toBe('unsupported_grant_type');
    expect((await device.pollLater()).at('error')).toBe('Access Denied');
    expect((await device.pollLater()).status).toBe(502);
    expect((await device.pollLater()).at('token_type')).toBe('Bearer');
    device.emulator.faults.assertConsumed();
  });
});

describe('a device whose user is at home in another data centre', () => {
  const home = 'https://accounts.zoho.eu';
  const here = 'https://accounts.zoho.com';

  test('is sent there once the user has agreed', async () => {
    const device = await startDevice({ dataCenter: 'eu' }, {}, here);
    expect(device.started.at('verification_url')).toBe(`${here}/oauth/v3/device`);
    expect((await device.poll()).body).toEqual({ error: 'authorization_pending' });
    device.emulator.approveDevice(device.userCode);
    device.advance(interval);
    expect((await device.poll()).body).toEqual({ error: 'other_dc', user_location: 'eu' });
    device.advance(interval);
    expect((await device.poll(home)).at('token_type')).toBe('Bearer');
  });

  test('is told of a denial where it asks', async () => {
    const device = await startDevice({ dataCenter: 'eu' }, {}, here);
    device.emulator.approveDevice(device.userCode, { allow: false });
    expect((await device.poll()).body).toEqual({ error: 'access_denied' });
  });
});

test('a reset forgets devices, and their codes begin anew', async () => {
  const device = await startDevice();
  device.emulator.reset();
  expect((await device.poll()).body).toEqual({ error: 'invalid_code' });
  const form = { grant_type: 'device_request', ...credentialFields(device.emulator), scope: readScope };
  const again = await device.post(`${device.emulator.accountsUrl}/oauth/v3/device/code`, form);
  expect(again.at('device_code')).toBe(device.deviceCode);
  expect(again.at('user_code')).toBe(device.userCode);
});
