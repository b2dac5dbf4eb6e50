import { describe, expect, test } from 'vitest';
import { demo } from '../../src/index.ts';
import { connect } from './connected.ts';

const board = `/chats/${demo.channels.launch.chatId}/pin-messages`;

describe('the journal', () => {
  test('gives what came after an entry, and the latest of it', async () => {
    const { admin, send } = await connect();
    for (let call = 0; call < 5; call += 1) await send('GET', '/pin-categories');
    const numbers = async (input: { after?: number; limit?: number }) =>
      (await admin.getJournal(input)).map(({ number }) => number);
    expect(await numbers({})).toEqual([1, 2, 3, 4, 5]);
    expect(await numbers({ after: 3 })).toEqual([4, 5]);
    expect(await numbers({ limit: 2 })).toEqual([4, 5]);
    await expect(admin.getJournal({ limit: 0 })).rejects.toMatchObject({ status: 400 });
  });

  test('marks what the client should not have done', async () => {
    const { admin, send } = await connect({ limits: { getPinCategories: { limit: 1 } } });
    for (let call = 0; call < 3; call += 1) await send('GET', '/pin-categories');
    expect((await admin.getJournal()).map(({ violations, code }) => [violations, code])).toEqual([
      [undefined, undefined],
      [['over-limit'], undefined],
      [['into-lock'], undefined],
    ]);
    expect((await admin.getViolations()).map(({ kind, entry }) => [kind, entry])).toEqual([
      ['over-limit', 2],
      ['into-lock', 3],
    ]);
  });
});

describe('an exchange', () => {
  test('shows request, reply, checks and the call of the SDK', async () => {
    const { admin, send } = await connect();
    await send('POST', board, { message_id: demo.messages.checklist, nonsense: 1 });
    const exchange = await admin.getExchange({ entry: 1 });
    expect(exchange.checks).toEqual([
      { check: 'auth', result: 'passed' },
      { check: 'throttle', result: 'passed' },
      { check: 'validation', result: 'failed', code: 'extra_key_found', message: expect.any(String) },
    ]);
    expect(JSON.parse(exchange.request.body?.text ?? '')).toMatchObject({ nonsense: 1 });
    expect(exchange.reply).toMatchObject({ status: 400 });
    expect(exchange.call).toBe(
      `await cliq.pins.add('${demo.channels.launch.chatId}', { message_id: '${demo.messages.checklist}', nonsense: 1 });`,
    );
    expect(exchange).not.toHaveProperty('warning');
  });

  test('has no status where no head was sent', async () => {
    const { admin, emulator, send } = await connect();
    emulator.faults.plan('getPinCategories', 'commit-then-reset');
    await expect(send('GET', '/pin-categories')).rejects.toThrow();
    const { reply } = await admin.getExchange({ entry: 1 });
    expect(reply).toEqual({ headers: [] });
  });

  test('that nobody has made is a 404', async () => {
    const { admin } = await connect();
    await expect(admin.getExchange({ entry: 1 })).rejects.toMatchObject({ status: 404 });
  });

  test('of a long body keeps the beginning', async () => {
    const { admin, send } = await connect();
    await send('POST', board, { message_id: 'x'.repeat(100_000) });
    const { request } = await admin.getExchange({ entry: 1 });
    expect(request.body).toMatchObject({ bytes: 100_017, cut: true });
    expect(request.body?.text).toHaveLength(16_384);
  });

  test('of the latest thousand is kept, and no other', async () => {
    const { admin, send } = await connect();
    for (let call = 0; call < 1002; call += 1) await (await send('GET', '/nowhere')).arrayBuffer();
    await expect(admin.getExchange({ entry: 2 })).rejects.toMatchObject({ status: 404 });
    expect((await admin.getExchange({ entry: 3 })).entry.number).toBe(3);
    const har = await admin.getHar();
    expect(har).toMatchObject({ log: { version: '1.2', creator: { name: '@cliqkit/emulator' } } });
  });
});

describe('secrets', () => {
  const real = `1000.${'0123456789abcdef'.repeat(2)}.${'fedcba9876543210'.repeat(2)}`;

  test('of the emulator and of the real service are in no output', async () => {
    const { admin, emulator, send } = await connect();
    const { clientId, clientSecret, refreshToken } = emulator.credentials;
    const code = emulator.issueCode();
    const token = (form: Record<string, string>) =>
      fetch(`${emulator.accountsUrl}/oauth/v2/token?client_secret=${clientSecret}&refresh_token=${real}`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: clientId, ...form }),
      }).then((reply) => reply.json());
    const { access_token: access } = await token({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    await token({ grant_type: 'authorization_code', code });
    await fetch(`${emulator.url}/pin-categories?x=${real}`, { headers: { authorization: `Bearer ${real}` } });
    await fetch(`${emulator.url}/chats/${real}/pins`, {
      headers: { cookie: `a=${access}`, 'x-mine': `${access} ${real}` },
    });
    await send('POST', '/pin-categories', { title: `leaked ${real} ${access}` });
    const outputs = JSON.stringify([
      await admin.getJournal(),
      await Promise.all((await admin.getJournal()).map(({ number }) => admin.getExchange({ entry: number }))),
      await admin.getHar(),
      await admin.getTokens(),
      await admin.getViolations(),
      await admin.getInfo(),
    ]);
    expect(access).toMatch(/^emu_/u);
    for (const secret of [real, access, refreshToken, clientSecret, code, emulator.adminToken]) {
      expect(outputs).not.toContain(secret);
      expect(outputs).not.toContain(encodeURIComponent(secret));
    }
    const warned = await admin.getExchange({ entry: 3 });
    expect(warned.warning).toContain('looked like a token of the real service');
  });

  test('that look real are not accepted', async () => {
    const { emulator } = await connect();
    const reply = await fetch(`${emulator.url}/pin-categories`, {
      headers: { authorization: `Bearer ${real}` },
    });
    expect(reply.status).toBe(401);
  });

  test('that look like nothing are hidden where a reply quotes them', async () => {
    const { admin, emulator } = await connect();
    const secrets = { token: 'pa"ss/word+1', cookie: 'c00kie-jar-7', refresh: 'r3fresh?me&now' };
    const quoted = Object.values(secrets).join(' ');
    emulator.faults.set({
      target: 'any',
      fault: { kind: 'redirect', location: `/x?${encodeURIComponent(quoted)}` },
    });
    emulator.faults.plan('token', {
      kind: 'status',
      status: 500,
      message: quoted,
      headers: { 'x-echo': 'c00kie-jar-7' },
    });
    await fetch(`${emulator.url}/pin-categories?q=${encodeURIComponent(quoted)}`, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${secrets.token}`, cookie: `a=${secrets.cookie}` },
    });
    await fetch(`${emulator.accountsUrl}/oauth/v2/token`, {
      method: 'POST',
      headers: { cookie: `a=${secrets.cookie}` },
      body: new URLSearchParams({
        refresh_token: secrets.refresh,
        client_secret: secrets.token,
        note: quoted,
      }),
    });
    const [first, second] = [await admin.getExchange({ entry: 1 }), await admin.getExchange({ entry: 2 })];
    const [one, two] = [JSON.stringify(first), JSON.stringify(second)];
    for (const secret of [secrets.token, secrets.cookie]) {
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
        expect(one).not.toContain(form);
      }
    }
    for (const secret of Object.values(secrets)) {
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
        expect(two).not.toContain(form);
      }
    }
    expect(first.checks).toEqual([]);
  });
});
