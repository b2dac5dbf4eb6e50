import { createHook } from 'node:async_hooks';
import { lookup } from 'node:dns/promises';
import { expect, test } from 'vitest';
import { adminDocument } from '../../src/admin/admin-document.ts';
import { demo } from '../../src/index.ts';
import { get, open, raw, statuses } from './raw.ts';

/** What Node calls the things by which a process reaches out, whichever of its APIs has made them. */
const outward: ReadonlySet<string> = new Set([
  'TCPCONNECTWRAP',
  'PIPECONNECTWRAP',
  'GETADDRINFOREQWRAP',
  'GETNAMEINFOREQWRAP',
  'QUERYWRAP',
  'UDPWRAP',
  'UDPSENDWRAP',
  'TLSWRAP',
  'PROCESSWRAP',
]);

/** What reaches out while something is done. */
async function reached(work: () => Promise<unknown>): Promise<readonly string[]> {
  const seen: string[] = [];
  const hook = createHook({
    init(_, type) {
      if (outward.has(type)) seen.push(type);
    },
  });
  hook.enable();
  try {
    await work();
  } finally {
    hook.disable();
  }
  return seen;
}

const elsewhere = 'http://127.0.0.1:40009/elsewhere';

/** Requests that name other servers wherever a name can stand. */
function temptations(token: string, credentials: URLSearchParams): readonly string[] {
  const post = (path: string, body: string, type = 'application/json'): string =>
    [
      `POST ${path} HTTP/1.1`,
      'Host: localhost',
      `Authorization: Bearer ${token}`,
      `Content-Type: ${type}`,
      `Content-Length: ${body.length}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n');
  const asked = ['Host: localhost', `Authorization: Bearer ${token}`];
  const query = new URLSearchParams({ redirect_uri: elsewhere, state: elsewhere, client_id: elsewhere });
  const form = 'application/x-www-form-urlencoded';
  return [
    get(asked),
    get(asked, `/api/v3/chats/${demo.channels.launch.chatId}/pin-messages`),
    get([...asked, `Referer: ${elsewhere}`, `Forwarded: host=evil.test`, `Via: 1.1 evil.test`]),
    get(asked, elsewhere),
    get(asked, `/?url=${elsewhere}`),
    get(asked, `/_emulator/seed?url=${elsewhere}`),
    get(asked, `/oauth/v2/auth?${query}`),
    post('/api/v3/pin-categories', JSON.stringify({ title: elsewhere })),
    post(`/api/v3/threads/${demo.threads.rollback}/messages`, JSON.stringify({ text: elsewhere })),
    post('/oauth/v2/token', credentials.toString(), form),
    post(
      '/oauth/v2/token',
      new URLSearchParams([...credentials, ['redirect_uri', elsewhere]]).toString(),
      form,
    ),
    post('/oauth/v2/token/revoke', new URLSearchParams({ token }).toString(), form),
  ];
}

/** Every read of the admin API but the one that goes on, and writes that name another server. */
function adminRequests(adminToken: string): readonly string[] {
  const head = ['Host: localhost', `X-Emulator-Token: ${adminToken}`];
  const reads = Object.entries(adminDocument.paths).filter(
    ([path, { get: read }]) =>
      read !== undefined && read.operationId !== 'followEvents' && !path.includes('{'),
  );
  const body = JSON.stringify({ scenario: elsewhere });
  const put =
    get([...head, `Content-Length: ${body.length}`], '/_emulator/seed').replace('GET', 'PUT') + body;
  return [...reads.map(([path]) => get(head, `/_emulator${path}`)), put];
}

test('nothing that is asked of the emulator makes it reach out', async () => {
  const { emulator, port } = await open();
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  const credentials = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
  const requests = [
    ...temptations(emulator.issueToken(), credentials),
    ...adminRequests(emulator.adminToken),
  ];
  emulator.faults.plan('createPinCategory', { kind: 'redirect', location: elsewhere });
  const answered: number[] = [];
  const seen = await reached(async () => {
    for (const request of requests) answered.push(...statuses(await raw(port, request)));
    for (const url of ['https://www.zohoapis.com/', 'http://evil.test/', elsewhere]) {
      await emulator.fetch(url, { redirect: 'follow' }).catch(() => undefined);
    }
  });
  expect(answered).toHaveLength(requests.length);
  // The connections of the client alone, which is in the same process.
  expect(seen).toEqual(requests.map(() => 'TCPCONNECTWRAP'));
});

test('reaching out would have been seen', async () => {
  const { emulator } = await open();
  const seen = await reached(async () => {
    await fetch(emulator.url);
    await lookup('localhost');
  });
  expect(seen).toEqual(expect.arrayContaining(['TCPCONNECTWRAP', 'GETADDRINFOREQWRAP']));
});
