import { describe, expect, test } from 'vitest';
import { demo } from '../src/index.ts';
import type { CallOptions } from './session.ts';
import { startSession } from './session.ts';

const launch = demo.channels.launch.chatId;
const pins = `/chats/${launch}/pin-messages`;
const folder = `/pin-categories/${demo.folders.launch}`;
const follow = `/threads/${demo.threads.rollback}/follow`;

describe('the URL', () => {
  test.each([
    ['/nothing'],
    ['/chats//pin-messages'],
    [`${pins}/more`],
    ['/chats/%E0%A4%A/pin-messages'],
    ['/'],
  ])('%s is not known', async (path) => {
    const session = await startSession();
    expect((await session.get(path)).outcome).toBe('404 request_url_invalid');
  });

  test('is only known below /api/v3', async () => {
    const { emulator } = await startSession();
    expect((await emulator.fetch('http://127.0.0.1/pin-categories')).status).toBe(404);
  });

  test('exists with other methods', async () => {
    const session = await startSession();
    const reply = await session.call('PATCH', pins);
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toBe('GET, POST, PUT, DELETE');
  });

  test('is decoded once', async () => {
    const session = await startSession();
    const encoded = [...launch].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
    expect((await session.get(`/chats/${encoded}/pin-messages`)).status).toBe(200);
    const twice = encoded.replaceAll('%', '%25');
    expect((await session.get(`/chats/${twice}/pin-messages`)).outcome).toBe('400 operation_not_allowed');
  });
});

describe('the access token', () => {
  test('is missing: an empty page', async () => {
    const session = await startSession();
    const reply = await session.get(pins, '');
    expect([reply.status, reply.headers.get('content-type'), reply.text]).toEqual([401, 'text/html', '']);
  });

  test.each(['Zoho-oauthtoken', 'Bearer', 'zoho-oauthtoken', 'BEARER'])('comes with %s', async (scheme) => {
    const session = await startSession();
    const authorization = `${scheme} ${session.emulator.issueToken()}`;
    expect((await session.call('GET', pins, { token: '', headers: { authorization } })).status).toBe(200);
  });

  test.each(['Zoho-oauthtoken 1000.emu0.0', 'Basic YTpi', 'Zoho-oauthtoken', 'x'])(
    'is not %s',
    async (authorization) => {
      const session = await startSession();
      const reply = await session.call('GET', pins, { token: '', headers: { authorization } });
      expect(reply.outcome).toBe('401 oauthtoken_invalid');
    },
  );

  test('needs the scope of the operation', async () => {
    const session = await startSession();
    const token = session.emulator.issueToken({ scopes: ['ZohoCliq.Chats.READ'] });
    expect((await session.get(pins, token)).status).toBe(200);
    expect((await session.delete(pins, {}, token)).outcome).toBe('401 oauthtoken_scope_invalid');
  });
});

describe('the query', () => {
  test.each([
    [`${pins}?color=red`, '400 extra_param_found'],
    [`${pins}?limit=ten`, '400 input_pattern_mismatch'],
    [`${pins}?limit=0`, '400 input_pattern_mismatch'],
    [`${pins}?limit=1.5`, '400 input_pattern_mismatch'],
    [`${pins}?limit=1&limit=2`, '400 input_pattern_mismatch'],
    [`${pins}?primary=maybe`, '400 input_pattern_mismatch'],
    [`${pins}?sync_token=${'a'.repeat(101)}`, '400 input_pattern_mismatch'],
    [`${pins}?limit=1`, '200'],
    ['/pin-categories?include_fields=chats', '200'],
    ['/pin-categories?include_fields=chats,chats', '400 input_pattern_mismatch'],
    ['/pin-categories?include_fields=chat', '400 input_pattern_mismatch'],
    [`/chats/${demo.threads.rollback}/members?fields=`, '400 input_pattern_mismatch'],
  ])('%s gives %s', async (path, outcome) => {
    const session = await startSession();
    expect((await session.get(path)).outcome).toBe(outcome);
  });

  test.each([
    ['/pin-categories', '400 param_missing'],
    ['/pin-categories?chat_ids=', '400 input_pattern_mismatch'],
    [
      `/pin-categories?chat_ids=${Array.from({ length: 26 }, (_, index) => index).join()}`,
      '400 input_pattern_mismatch',
    ],
    [`/pin-categories?chat_ids=${Array.from({ length: 25 }, (_, index) => index).join()}`, '204'],
    [`${folder}?unpin_all=1`, '400 input_pattern_mismatch'],
    [`${folder}?unpin_all=false`, '204'],
  ])('DELETE %s gives %s', async (path, outcome) => {
    const session = await startSession();
    expect((await session.delete(path)).outcome).toBe(outcome);
  });
});

describe('the body', () => {
  test.each<[string, string, unknown, string]>([
    ['POST', '/pin-categories', undefined, '400 param_missing'],
    ['POST', '/pin-categories', {}, '400 param_missing'],
    ['POST', '/pin-categories', '{"title":', '400 input_pattern_mismatch'],
    ['POST', '/pin-categories', '[]', '400 input_pattern_mismatch'],
    ['POST', '/pin-categories', 'null', '400 input_pattern_mismatch'],
    ['POST', '/pin-categories', { title: 'T', colour: 'red' }, '400 extra_key_found'],
    ['POST', '/pin-categories', { colour: 'red' }, '400 extra_key_found'],
    ['POST', '/pin-categories', '{"title":"T","__proto__":{}}', '400 extra_key_found'],
    ['POST', '/pin-categories', { title: '' }, '400 input_pattern_mismatch'],
    ['POST', '/pin-categories', { title: 'x'.repeat(255) }, '200'],
    ['POST', '/pin-categories', { title: 'x'.repeat(256) }, '400 input_pattern_mismatch'],
    ['POST', '/pin-categories', { title: 'T', symbol: 'x'.repeat(51) }, '400 input_pattern_mismatch'],
    ['POST', '/pin-categories', { title: 'T', chat_ids: Array(101).fill('1') }, '400 input_pattern_mismatch'],
    ['POST', '/pin-categories', { title: 'T', chat_ids: [1] }, '400 input_pattern_mismatch'],
    ['DELETE', pins, { message_ids: Array(26).fill('1') }, '400 input_pattern_mismatch'],
    ['POST', pins, { message_id: demo.messages.freeze, expiry_time: -1 }, '400 param_missing'],
    [
      'POST',
      pins,
      { message_id: demo.messages.freeze, expiry_time: 'soon', notify: true },
      '400 input_pattern_mismatch',
    ],
    [
      'POST',
      pins,
      { message_id: demo.messages.freeze, expiry_time: -1, notify: 'yes' },
      '400 input_pattern_mismatch',
    ],
    ['POST', follow, '{"anything":', '204'],
  ])('%s %s %o gives %s', async (method, path, body, outcome) => {
    const session = await startSession();
    expect((await session.call(method, path, { body })).outcome).toBe(outcome);
  });

  test('that is not UTF-8 is not JSON', async () => {
    const { emulator } = await startSession();
    const reply = await emulator.fetch(`${emulator.url}/pin-categories`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.issueToken()}` },
      body: new Uint8Array([0x22, 0xff, 0x22]),
    });
    expect(await reply.json()).toMatchObject({ code: 'input_pattern_mismatch' });
  });

  const sync = { last_sync_time: Date.UTC(2026, 11, 1) };
  test.each<[unknown, string]>([
    [undefined, '400 param_missing'],
    [{}, '400 param_missing'],
    [[], '400 input_pattern_mismatch'],
    [7, '400 input_pattern_mismatch'],
    [{ title: 'New' }, '204'],
    [{ title: 7 }, '400 input_pattern_mismatch'],
    [{ state: 'gone' }, '400 input_pattern_mismatch'],
    [{ colour: 'red' }, '400 extra_key_found'],
    [{ title: 'New', colour: 'red' }, '400 extra_key_found'],
    [{ title: 'New', chat_ids: [], ...sync }, '400 invalid_inputs'],
    [{ symbol: '', chat_ids: [] }, '400 invalid_inputs'],
    [{ state: 'expanded', chat_ids: [] }, '400 invalid_inputs'],
    [{ chat_id: launch, chat_ids: [], ...sync }, '400 invalid_inputs'],
    [{ title: 'New', ...sync }, '400 invalid_inputs'],
    [{ chat_id: launch }, '400 param_missing'],
    [{ chat_ids: [] }, '400 param_missing'],
    [{ pin_above: demo.folders.people }, '400 param_missing'],
    [{ chat_id: launch, ...sync }, '204'],
    [sync, '204'],
    [{ pin_above: demo.folders.people, ...sync }, '204'],
    [{ chat_ids: [launch], ...sync }, '204'],
    [{ chat_ids: [launch], last_sync_time: 'yesterday' }, '400 input_pattern_mismatch'],
    [{ chat_ids: [launch], last_sync_time: '2026-12-31T23:59:60Z' }, '400 input_pattern_mismatch'],
  ])('of PUT /pin-categories/{id}: %o gives %s', async (body, outcome) => {
    const session = await startSession();
    expect((await session.put(folder, body)).outcome).toBe(outcome);
  });
});

describe('the order of the checks', () => {
  const nothing: CallOptions = { token: 'none' };

  test('is authorisation, throttle, validation', async () => {
    const session = await startSession();
    expect((await session.call('GET', `${pins}?color=red`, nothing)).status).toBe(401);
    for (let call = 0; call < 20; call += 1) await session.get(`${pins}?color=red`);
    expect((await session.get(`${pins}?color=red`)).status).toBe(429);
  });

  test('may begin with validation, and what that refuses does not count', async () => {
    const session = await startSession({ quirks: { checkOrder: ['validation', 'auth', 'throttle'] } });
    expect((await session.call('GET', `${pins}?color=red`, nothing)).outcome).toBe('400 extra_param_found');
    for (let call = 0; call < 30; call += 1) await session.get(`${pins}?color=red`);
    expect((await session.get(pins)).status).toBe(200);
  });

  test('may begin with the throttle, which then counts calls without the scope', async () => {
    const session = await startSession({ quirks: { checkOrder: ['throttle', 'auth', 'validation'] } });
    const token = session.emulator.issueToken({ scopes: [] });
    expect((await session.call('GET', pins, nothing)).status).toBe(401);
    for (let call = 0; call < 20; call += 1) expect((await session.get(pins, token)).status).toBe(401);
    expect((await session.get(pins, token)).status).toBe(429);
  });
});

test('every reply has the date of the clock', async () => {
  const session = await startSession();
  for (const path of ['/pin-categories', '/nothing']) {
    expect((await session.get(path)).headers.get('date')).toBe('Mon, 02 Nov 2026 09:00:00 GMT');
  }
  session.advance(61_999);
  expect((await session.get('/pin-categories')).headers.get('date')).toBe('Mon, 02 Nov 2026 09:01:01 GMT');
});
