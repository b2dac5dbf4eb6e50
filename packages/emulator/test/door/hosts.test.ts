import { describe, expect, test } from 'vitest';
import { get, open, raw, statusOf } from './raw.ts';

/** What an unknown URL of the API is answered: the request has passed the door. */
const passed = 404;
const nowhere = '/api/v3/nowhere';

describe('the host of a request', () => {
  test.each<[string, readonly string[]]>([
    ['localhost', ['Host: localhost']],
    ['localhost with the port of a forwarded container', ['Host: localhost:8080']],
    ['capital letters', ['Host: LOCALHOST']],
    ['127.0.0.1', ['Host: 127.0.0.1']],
    ['127.0.0.1 with a port', ['Host: 127.0.0.1:1']],
    ['[::1]', ['Host: [::1]']],
    ['[::1] with the last port', ['Host: [::1]:65535']],
    ['blanks around it', ['Host: \t localhost \t']],
  ])('may be %s', async (_, headers) => {
    const { port } = await open();
    expect(statusOf(await raw(port, get(headers, nowhere)))).toBe(passed);
  });

  test.each<[string, readonly string[]]>([
    ['empty', ['Host:']],
    ['named twice', ['Host: localhost', 'Host: localhost']],
    ['named twice, once foreign', ['Host: localhost', 'Host: evil.test']],
    [
      'named again after thousands of headers',
      ['Host: localhost', ...Array(2500).fill('a:'), 'Host: evil.test'],
    ],
    ['a list', ['Host: localhost, evil.test']],
    ['foreign', ['Host: evil.test']],
    ['foreign, and begins well', ['Host: localhost.evil.com']],
    ['foreign, and ends well', ['Host: evil.localhost']],
    ['foreign with a port', ['Host: evil.test:80']],
    ['a name that is resolved to 127.0.0.1', ['Host: 127.0.0.1.nip.io']],
    ['another name of this machine', ['Host: localhost.localdomain']],
    ['another loopback address', ['Host: 127.0.0.2']],
    ['every address', ['Host: 0.0.0.0']],
    ['every IPv6 address', ['Host: [::]']],
    ['the address as a number', ['Host: 2130706433']],
    ['the address in hexadecimal', ['Host: 0x7f.1']],
    ['the address in octal', ['Host: 0177.0.0.1']],
    ['a shortened address', ['Host: 127.1']],
    ['an IPv6-mapped address', ['Host: [::ffff:127.0.0.1]']],
    ['::1 written out', ['Host: [0:0:0:0:0:0:0:1]']],
    ['::1 with a zone', ['Host: [::1%25lo]']],
    ['::1 without brackets', ['Host: ::1']],
    ['written with a trailing dot', ['Host: localhost.']],
    ['percent-encoded', ['Host: %6cocalhost']],
    ['a user at a host', ['Host: localhost@evil.test']],
    ['localhost with a user', ['Host: user@localhost']],
    ['a URL', ['Host: http://localhost']],
    ['a host and a path', ['Host: localhost/']],
    ['a host and a query', ['Host: localhost?x']],
    ['cut by a blank', ['Host: local host']],
    ['followed by another', ['Host: localhost evil.test']],
    ['without the digits of its port', ['Host: localhost:']],
    ['with a port that is a word', ['Host: localhost:http']],
    ['with a port that is none', ['Host: localhost:65536']],
    ['with a negative port', ['Host: localhost:-1']],
    ['with two ports', ['Host: localhost:80:80']],
    ['in letters that look alike', ['Host: localhos\u00fe']],
    ['forwarded', ['Host: localhost', 'X-Forwarded-Host: evil.test']],
    ['forwarded to the same', ['Host: localhost', 'x-forwarded-host: localhost']],
  ])('is refused when it is %s', async (_, headers) => {
    const { emulator, port } = await open();
    const reply = await raw(port, get(headers, nowhere));
    expect(statusOf(reply)).toBe(403);
    expect(reply).not.toContain('evil');
    expect(emulator.journal.entries()).toEqual([]);
  });

  test.each<[string, string]>([
    ['missing', get([])],
    ['split by a line feed', get(['Host: localhost\nHost: evil.test'])],
    ['split by a carriage return', get(['Host: localhost\rHost: evil.test'])],
    ['folded', get(['Host: localhost', ' .evil.test'])],
    ['named with a blank before the colon', get(['Host : localhost'])],
    ['cut by a null', get(['Host: localhost\0.evil.test'])],
  ])('makes no request when it is %s', async (_, request) => {
    const { emulator, port } = await open();
    expect(statusOf(await raw(port, request))).toBe(400);
    expect(emulator.journal.entries()).toEqual([]);
  });

  test.each(['http://localhost/api/v3/nowhere', 'http://evil.test/api/v3/nowhere', '*', 'localhost:80'])(
    'may not come in the target: %s',
    async (target) => {
      const { port } = await open();
      const method = target === '*' ? 'OPTIONS' : 'GET';
      const reply = await raw(port, get(['Host: localhost'], target).replace('GET', method));
      expect(statusOf(reply)).toBeGreaterThanOrEqual(400);
      expect(statusOf(reply)).toBeLessThanOrEqual(403);
    },
  );

  test('is not taken from a path with two slashes', async () => {
    const { port } = await open();
    expect(statusOf(await raw(port, get(['Host: localhost'], '//evil.test/api/v3/nowhere')))).toBe(passed);
  });

  test('is needed in HTTP/1.0 as well', async () => {
    const { port } = await open();
    expect(statusOf(await raw(port, 'GET /api/v3/nowhere HTTP/1.0\r\n\r\n'))).toBe(403);
  });

  test('is refused before the path and the body count', async () => {
    const { port } = await open();
    const head = 'POST /api/v3/nowhere HTTP/1.1\r\nHost: evil.test\r\n';
    // None of the body is ever sent: a door that waited for it would not answer.
    expect(statusOf(await raw(port, `${head}Content-Length: 9999999\r\n\r\n`))).toBe(403);
    expect(statusOf(await raw(port, `${head}Expect: 100-continue\r\nContent-Length: 9\r\n\r\n`))).toBe(403);
  });
});
