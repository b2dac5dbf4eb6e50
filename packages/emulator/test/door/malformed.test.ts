import { describe, expect, test } from 'vitest';
import { open, raw, statuses } from './raw.ts';

const path = '/api/v3/pin-categories';
const host = 'Host: localhost\r\n';
const close = 'Connection: close\r\n';
const length = 'Content-Length: ';
const chunked = 'Transfer-Encoding: chunked\r\n';

/** A GET with more in its head. */
const get = (head: string): string => `GET ${path} HTTP/1.1\r\n${host}${close}${head}\r\n`;
/** A POST with a way to say how long it is, and a body. */
const post = (head: string, body = ''): string =>
  `POST ${path} HTTP/1.1\r\n${host}${close}${head}\r\n${body}`;
/** The same with another target. */
const target = (text: string): string => `GET ${text} HTTP/1.1\r\n${host}${close}\r\n`;

/** What is sent, and the statuses that come back. The numbers are of RFC 9112 (HTTP/1.1) and RFC 9110 (its meaning). */
const cases: readonly (readonly [string, string, readonly number[]])[] = [
  // 9112, 3: the request line
  ['no request at all', 'nonsense\r\n\r\n', [400]],
  ['no target', `GET HTTP/1.1\r\n${host}\r\n`, [400]],
  ['a method in lower case', `get ${path} HTTP/1.1\r\n${host}\r\n`, [400]],
  ['a method that there is not', `FETCH ${path} HTTP/1.1\r\n${host}\r\n`, [400]],
  ['a blank before the method', ` ${target(path)}`, [400]],
  ['a tab in place of a blank', `GET\t${path}\tHTTP/1.1\r\n${host}\r\n`, [400]],
  ['a blank in the target', target(`${path} x`), [400]],
  ['a null in the target', target('/\0'), [400]],
  ['bytes beyond ASCII in the target', target('/\xff'), [400]],
  ['a target that is no path', target('\\'), [400]],
  ['a target with a host', target(`http://localhost${path}`), [403]],
  ['a target for the server as a whole', `OPTIONS * HTTP/1.1\r\n${host}${close}\r\n`, [403]],
  ['empty lines before it', `\r\n\r\n${get('')}`, [401]],
  // 9112, 2.3: the version
  ['the version of HTTP/0.9, which is none', `GET ${path}\r\n\r\n`, [403]],
  ['a version that there is not', `GET ${path} HTTP/9.9\r\n${host}\r\n`, [400]],
  ['the version of HTTP/2', `GET ${path} HTTP/2.0\r\n${host}${close}\r\n`, [400]],
  ['the version in lower case', `GET ${path} http/1.1\r\n${host}\r\n`, [400]],
  ['more after the version', `GET ${path} HTTP/1.1x\r\n${host}\r\n`, [400]],
  ['what an HTTP/2 client sends first', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
  ['what a TLS client sends first', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
  // 9112, 2.2: the ends of lines
  ['line feeds alone', `GET ${path} HTTP/1.1\nHost: localhost\n\n`, [400]],
  ['a line feed that hides a header', get('X: a\nX-Forwarded-Host: evil.test\r\n'), [400]],
  ['a carriage return in a value', get('X: a\rb\r\n'), [400]],
  // 9112, 5: the headers
  ['a folded header', get('X: a\r\n b\r\n'), [400]],
  ['a blank before the colon', get('X : a\r\n'), [400]],
  ['a blank before the first header', `GET ${path} HTTP/1.1\r\n ${host}\r\n`, [400]],
  ['a header without a colon', get('nonsense\r\n'), [400]],
  ['a header without a name', get(': a\r\n'), [400]],
  ['a null in a value', get('X: a\0b\r\n'), [400]],
  ['a null in a name', get('X\0: a\r\n'), [400]],
  ['a bracket in a name', get('X(: a\r\n'), [400]],
  ['bytes beyond ASCII in a name', get('X\xff: a\r\n'), [400]],
  ['bytes beyond ASCII in a value, which are allowed', get('X: \xff\xfe\r\n'), [401]],
  ['a header that goes on for ever', get(`X: ${'x'.repeat(30_000)}\r\n`), [431]],
  // 9112, 6.1-6.3: how long it is
  ['a length and chunks', post(`${length}5\r\n${chunked}`, '0\r\n\r\n'), [400]],
  ['chunks and a length', post(`${chunked}${length}5\r\n`, '0\r\n\r\n'), [400]],
  ['two lengths', post(`${length}1\r\n${length}2\r\n`, 'xx'), [400]],
  ['the same length twice', post(`${length}1\r\n${length}1\r\n`, 'x'), [400]],
  ['a list of lengths', post(`${length}1, 1\r\n`, 'x'), [400]],
  ['a negative length', post(`${length}-1\r\n`), [400]],
  ['a length with a sign', post(`${length}+1\r\n`, 'x'), [400]],
  ['a hexadecimal length', post(`${length}0x1\r\n`, 'x'), [400]],
  ['no length where one should be', post(`${length}\r\n`), [400]],
  ['a length beyond counting', post(`${length}99999999999999999999\r\n`), [400]],
  ['chunks twice', post(`${chunked}${chunked}`, '0\r\n\r\n'), [400]],
  ['chunks that are not the last coding', post('Transfer-Encoding: chunked, gzip\r\n'), [400]],
  ['chunks of what is compressed', post('Transfer-Encoding: gzip, chunked\r\n', '0\r\n\r\n'), [400]],
  ['a coding that there is not', post('Transfer-Encoding: xchunked\r\n'), [400]],
  ['a coding that does nothing', post('Transfer-Encoding: identity\r\n'), [400]],
  // 9112, 7.1: chunks
  ['a chunk size that is no number', post(chunked, 'xyz\r\n'), [400]],
  ['a negative chunk size', post(chunked, '-1\r\n'), [400]],
  ['a chunk size with a prefix', post(chunked, '0x1\r\nx\r\n0\r\n\r\n'), [400]],
  ['a chunk size beyond counting', post(chunked, 'fffffffffffffffff\r\n'), [400]],
  ['no chunk size', post(chunked, '\r\n\r\n'), [400]],
  ['a chunk longer than it says', post(chunked, '1\r\nxx0\r\n\r\n'), [400]],
  ['a chunk with an extension that goes on for ever', post(chunked, `1;${'x'.repeat(20_000)}\r\n`), [413]],
  ['a host after the chunks', post(chunked, '0\r\nHost: evil.test\r\n\r\n'), [401]],
  // 9110, 9 and 10.1.1: methods and expectations
  ['TRACE', `TRACE ${path} HTTP/1.1\r\n${host}${close}Cookie: secret\r\n\r\n`, [405]],
  ['CONNECT', `CONNECT evil.test:443 HTTP/1.1\r\n${host}\r\n`, [405]],
  ['CONNECT with bytes for the other side', `CONNECT evil.test:443 HTTP/1.1\r\n${host}\r\n${get('')}`, [405]],
  ['HEAD', `HEAD ${path} HTTP/1.1\r\n${host}${close}\r\n`, [405]],
  ['OPTIONS', `OPTIONS ${path} HTTP/1.1\r\n${host}${close}\r\n`, [405]],
  ['an expectation', post(`Expect: 100-continue\r\n${length}2\r\n`, '{}'), [100, 401]],
  ['an expectation that nobody can meet', post(`Expect: miracles\r\n${length}2\r\n`, '{}'), [417]],
  ['a body where none is expected', `${get(`${length}3\r\n`)}abc`, [401]],
  // 9110, 7.8: upgrades are declined by going on in HTTP/1.1
  ['an upgrade to WebSocket', get('Connection: Upgrade\r\nUpgrade: websocket\r\n'), [401]],
  [
    'an upgrade to HTTP/2',
    get('Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n'),
    [401],
  ],
  // 9112, 9.3.2: several requests on a connection
  ['two requests at once', `GET ${path} HTTP/1.1\r\n${host}\r\n${target('/x')}`, [401, 404]],
  [
    'a request in the body of another',
    `POST ${path} HTTP/1.1\r\n${host}${length}9\r\n\r\nGET /evil${target('/x')}`,
    [401, 404],
  ],
  ['a request and nonsense', `GET ${path} HTTP/1.1\r\n${host}\r\nnonsense\r\n\r\n`, [401]],
  // The URL
  ['a percent sign alone', target('/%'), [404]],
  ['a percent sign before no digits', target('/api/v3/chats/%zz/pin-messages'), [404]],
  ['a byte that is no UTF-8', target('/api/v3/chats/%ff/pin-messages'), [404]],
  ['UTF-8 that is longer than it must be', target('/api/v3/chats/%c0%af/pin-messages'), [404]],
  ['half of a surrogate pair', target('/api/v3/chats/%ed%a0%80/pin-messages'), [404]],
  ['an encoded null', target('/api/v3/chats/%00/pin-messages'), [401]],
  ['steps out of the root', target('/../../etc/passwd'), [404]],
  ['encoded steps', target('/api/v3/%2e%2e/%2e%2e/etc/passwd'), [404]],
  ['two slashes', target('//evil.test/'), [404]],
  ['a backslash', target('/\\evil.test/'), [404]],
];

describe('what is malformed gets the right answer, and the emulator goes on', () => {
  test.each(cases)('%s', async (_, request, expected) => {
    const { emulator, port } = await open();
    expect(statuses(await raw(port, request))).toEqual(expected);
    expect((await fetch(`${emulator.url}/nowhere`)).status).toBe(404);
  });

  test.each<[string, string, readonly number[]]>([
    ['nothing', '', []],
    ['half of a request line', 'GET /api', [400]],
    ['half of a head', `GET ${path} HTTP/1.1\r\nHost: loc`, [400]],
    ['half of a body', `POST ${path} HTTP/1.1\r\n${host}${length}100\r\n\r\n{"title":`, [400]],
    ['half of a chunk', `POST ${path} HTTP/1.1\r\n${host}${chunked}\r\n9\r\nabc`, [400]],
  ])('a client that dies after %s', async (_, request, expected) => {
    const { emulator, port } = await open();
    expect(statuses(await raw(port, request, true))).toEqual(expected);
    expect(emulator.journal.entries()).toEqual([]);
    expect((await fetch(`${emulator.url}/nowhere`)).status).toBe(404);
  });

  test.each<[string, Uint8Array<ArrayBuffer>, number]>([
    ['bytes that are no UTF-8', Uint8Array.of(0xff, 0xfe), 400],
    ['half of a surrogate pair in UTF-8', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 400],
    ['half of a surrogate pair as JSON writes it', Buffer.from('{"title":"\\ud800"}'), 200],
    ['a byte order mark', Buffer.from('\ufeff{"title":"Marked"}'), 200],
    ['a null', Buffer.from('{"title":"\0"}'), 400],
    ['a key that is a prototype', Buffer.from('{"__proto__":{"title":"x"}}'), 400],
    ['a number beyond counting', Buffer.from('1e999'), 400],
  ])('a body of %s', async (_, body, status) => {
    const { emulator } = await open();
    const headers = { authorization: `Bearer ${emulator.issueToken()}` };
    const reply = await fetch(`${emulator.url}/pin-categories`, { method: 'POST', headers, body });
    expect(reply.status).toBe(status);
    expect(JSON.parse(await reply.text())).toBeTypeOf('object');
  });
});
