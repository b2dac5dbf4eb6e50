import fc from 'fast-check';
import { demo } from '../../src/index.ts';

/*
 * Requests as bytes, for what `fetch` cannot express or will not send.
 */

const launch = `/api/v3/chats/${demo.channels.launch.chatId}/pin-messages`;
const body = '{"title":"Release"}';

/** One request is to be odd in few ways, so that not all of them fail at the first. */
function mostly<Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 7, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

const oddTarget = fc.constantFrom(
  '*',
  '//',
  '//evil.example/api/v3/pin-categories',
  'http://evil.example/api/v3/pin-categories',
  'http://127.0.0.1/api/v3/pin-categories',
  '/api/v3/../../etc/passwd',
  '/api/v3/%2e%2e/%2e%2e',
  '/api/v3/chats/%/pins',
  '/api/v3/chats/%ZZ/pins',
  '/api/v3/chats/%00/pins',
  '/api/v3/chats/\u0000/pins',
  '/api/v3/chats/é/pins',
  '/api/v3/chats/a b/pins',
  '/api/v3/pin-categories#part',
  '/api/v3/pin-categories?a=b?c=d&&=&%',
  '\\api\\v3',
  '',
  `/${'a'.repeat(8191)}`,
  `/${'a'.repeat(8192)}`,
  `/api/v3/pin-categories?${'a=b&'.repeat(5000)}`,
  '/_emulator/health',
  '/_emulator/../api/v3/pin-categories',
);

const requestLine = fc
  .record({
    method: mostly(
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD'),
      fc.constantFrom('TRACE', 'CONNECT', 'get', 'X', 'GE T', 'GET\t', ''),
    ),
    target: mostly(
      fc.constantFrom('/api/v3/pin-categories', launch, `${launch}?primary`, '/oauth/v2/token'),
      oddTarget,
    ),
    version: mostly(fc.constant('HTTP/1.1'), fc.constantFrom('HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', 'HTTP', '')),
  })
  .map(({ method, target, version }) => `${method} ${target} ${version}`.trimEnd());

const oddHeader = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'Host: 127.0.0.1:8080',
      'Host: evil.example',
      'Host:',
      'Host: 127.0.0.1, evil.example',
      'Authorization: Zoho-oauthtoken',
      'Authorization: Bearer a b c',
      'Authorization: \u0001\u0002',
      `Authorization: Bearer ${'x'.repeat(4000)}`,
      'Content-Type: application/json',
      'Expect: 100-continue',
      'Expect: the unexpected',
      'Connection: close',
      'Connection: upgrade',
      'Upgrade: h2c',
      'Upgrade: websocket',
      'Origin: https://evil.example',
      'X-Forwarded-Host: evil.example',
      'Range: bytes=0-1',
      'If-None-Match: *',
      'Accept-Encoding: gzip;q=2',
      'No colon here',
      ': no name',
      'Bad Name: x',
      ' folded: line',
      '\tfolded',
      'X: \u0000',
      'X: é',
      `X: ${'x'.repeat(20_000)}`,
      '__proto__: x',
      'constructor: x',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      `Content-Length: ${body.length}`,
      `Content-Length: ${body.length + 5}`,
      'Content-Length: 0',
      'Content-Length: -1',
      'Content-Length: 1e9',
      'Content-Length: 99999999999999999999',
      'Content-Length: 1048577',
      'Content-Length: 0x10',
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: gzip, chunked',
      'Transfer-Encoding: identity',
      'Transfer-Encoding: chunked, chunked',
    ),
  },
);

const oddPayload = fc.oneof(
  fc.constantFrom(
    '',
    body,
    `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    '5\r\nab\r\n0\r\n\r\n',
    'ZZ\r\nab\r\n',
    'ffffffffffffffff\r\nab',
    '1;ext="x"\r\n{\r\n0\r\n\r\n',
    '0\r\nTrailer: x\r\n\r\n',
    '\u0000'.repeat(100),
  ),
  fc.string({ maxLength: 50, unit: 'binary-ascii' }),
);

const framed = fc
  .record({
    line: requestLine,
    host: mostly<readonly string[]>(fc.constant(['Host: localhost']), fc.constant([])),
    token: fc.constantFrom([], ['Authorization: Bearer ⟦token⟧']),
    headers: fc.array(oddHeader, { maxLength: 2 }),
    sent: mostly<readonly string[]>(
      fc.constantFrom(
        ['', ''],
        ['Content-Type: application/json', `Content-Length: ${body.length}`, '', body],
      ),
      oddPayload.map((payload) => ['', payload]),
    ),
    end: mostly(fc.constant('\r\n'), fc.constantFrom('\n', '\r')),
  })
  .map(({ line, host, token, headers, sent, end }) =>
    [line, ...host, ...token, ...headers, ...sent].join(end),
  );

const noise = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((drawn) => Buffer.from(drawn).toString('latin1')),
  fc.constantFrom(
    '\r\n\r\n\r\n',
    '\u0016\u0003\u0001\u0002\u0000\u0001',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET /api/v3 HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(30),
    'GET /api/v3/pin-categories HTTP/1.1\r\nHost: localhost\r\n\r\nGARBAGE\r\n\r\n',
    'POST /api/v3/pin-categories HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{}',
  ),
);

/**
 * What is written to a socket before it is ended: one request, several, or none. One character is one byte, and `⟦token⟧`
 * stands for a token that is valid.
 */
export const rawRequests: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: framed },
  { weight: 1, arbitrary: fc.array(framed, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: noise },
);
