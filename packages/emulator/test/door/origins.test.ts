import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/index.ts';
import { get, headersOf, open, raw, statuses, statusOf } from './raw.ts';

const app = 'http://localhost:5173';
const foreign = 'https://evil.test';

function corsOf(reply: string): readonly string[] {
  return [...headersOf(reply).keys()].filter((name) => name.startsWith('access-control'));
}

function preflight(origin: string, target = '/api/v3/pin-categories'): string {
  return [
    `OPTIONS ${target} HTTP/1.1`,
    'Host: localhost',
    `Origin: ${origin}`,
    'Access-Control-Request-Method: POST',
    'Access-Control-Request-Headers: authorization,content-type',
    'Connection: close',
    '',
    '',
  ].join('\r\n');
}

describe('without listed origins', () => {
  test.each<[string, readonly string[], number]>([
    ['a client that is no browser', [], 401],
    ['its own page', ['Origin: http://localhost', 'Sec-Fetch-Site: same-origin'], 401],
    [
      'the address bar',
      ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'],
      401,
    ],
    [
      'a link on another page',
      ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'],
      401,
    ],
    ['an image on a page of this machine', ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: no-cors'], 401],
    ['a page of another port', [`Origin: ${app}`, 'Sec-Fetch-Site: same-site'], 403],
    ['a page of another scheme', ['Origin: https://localhost'], 403],
    ['a page of another name of this machine', ['Origin: http://127.0.0.1'], 403],
    ['a foreign page', [`Origin: ${foreign}`, 'Sec-Fetch-Site: cross-site'], 403],
    ['a foreign page whose name begins well', ['Origin: http://localhost.evil.test'], 403],
    ['a page without an origin', ['Origin: null'], 403],
    ['an empty origin', ['Origin:'], 403],
    ['two origins', ['Origin: http://localhost', `Origin: ${foreign}`], 403],
    [
      'an image on a foreign page',
      ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: image'],
      403,
    ],
    [
      'a frame on a foreign page',
      ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe'],
      403,
    ],
    ['a site that is not known', ['Sec-Fetch-Site: sideways'], 403],
    ['two sites', ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: cross-site'], 403],
  ])('%s gets its due', async (_, headers, status) => {
    const { emulator, port } = await open();
    const reply = await raw(port, get(['Host: localhost', ...headers]));
    expect(statusOf(reply)).toBe(status);
    expect(corsOf(reply)).toEqual([]);
    expect(emulator.journal.entries()).toHaveLength(status === 403 ? 0 : 1);
  });

  test.each(['POST', 'PUT', 'DELETE'])(
    'a %s of text/plain by a foreign page changes nothing',
    async (method) => {
      const { emulator, port } = await open();
      const body = '{"title":"Theirs"}';
      const head = [
        `${method} /api/v3/pin-categories HTTP/1.1`,
        'Host: localhost',
        'Content-Type: text/plain',
        `Authorization: Bearer ${emulator.issueToken()}`,
        `Content-Length: ${body.length}`,
        'Connection: close',
      ];
      for (const from of [[`Origin: ${foreign}`], ['Sec-Fetch-Site: cross-site']]) {
        const request = [...head, ...from, '', body].join('\r\n');
        expect(statusOf(await raw(port, request))).toBe(403);
      }
      expect(emulator.journal.entries()).toEqual([]);
    },
  );

  test('a form that opens a page may not send', async () => {
    const { port } = await open();
    const lines = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'];
    const request = get(['Host: localhost', ...lines], '/oauth/v2/token').replace('GET', 'POST');
    expect(statusOf(await raw(port, request))).toBe(403);
  });

  test('a browser that asks first is told nothing', async () => {
    const { port } = await open();
    for (const origin of [app, foreign, 'null']) {
      const reply = await raw(port, preflight(origin));
      expect([statusOf(reply), corsOf(reply)]).toEqual([403, []]);
    }
  });
});

describe('with listed origins', () => {
  const options = { origins: [app, 'https://app.example'] };

  test.each(['/api/v3/pin-categories', '/oauth/v2/token'])('a listed page may read %s', async (target) => {
    const { port } = await open(options);
    const reply = await raw(
      port,
      get(['Host: localhost', `Origin: ${app}`, 'Sec-Fetch-Site: cross-site'], target),
    );
    const headers = headersOf(reply);
    expect(statuses(reply)).not.toContain(403);
    expect(headers.get('access-control-allow-origin')).toBe(app);
    expect(headers.get('vary')).toBe('Origin');
    expect(headers.has('access-control-allow-credentials')).toBe(false);
  });

  test('a listed page that asks first may send', async () => {
    const { emulator, port } = await open(options);
    const reply = await raw(port, preflight(app));
    expect(statusOf(reply)).toBe(204);
    expect(Object.fromEntries(headersOf(reply))).toMatchObject({
      'access-control-allow-origin': app,
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': 'authorization,content-type',
      vary: 'Origin',
    });
    expect(emulator.journal.entries()).toEqual([]);
  });

  test.each([
    foreign,
    'null',
    '*',
    'http://localhost:51730',
    'HTTP://localhost:5173',
    `${app}/`,
    `${app}, ${foreign}`,
  ])('the page %s is none of them', async (origin) => {
    const { port } = await open(options);
    for (const request of [get(['Host: localhost', `Origin: ${origin}`]), preflight(origin)]) {
      const reply = await raw(port, request);
      expect([statusOf(reply), corsOf(reply)]).toEqual([403, []]);
    }
  });

  test('a cache is told that replies differ by origin, also where none is named', async () => {
    const { port } = await open(options);
    const reply = await raw(port, get(['Host: localhost']));
    expect([headersOf(reply).get('vary'), corsOf(reply)]).toEqual(['Origin', []]);
  });

  test('a request to this machine may still not be for another', async () => {
    const { port } = await open(options);
    expect(statusOf(await raw(port, get(['Host: app.example', 'Origin: https://app.example'])))).toBe(403);
  });

  test.each([
    '*',
    'null',
    '',
    'localhost:5173',
    'http://localhost:5173/',
    'http://localhost:80',
    'HTTP://a.test',
    'http://*.a.test',
    'https://user@a.test',
    'file:///',
    'https://a.test/path',
  ])('%j is not an origin', async (origin) => {
    await expect(createEmulator({ origins: [origin] })).rejects.toThrow(/is not an origin/u);
  });
});
