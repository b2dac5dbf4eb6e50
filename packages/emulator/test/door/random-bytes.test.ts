import { array, assert, asyncProperty, constantFrom, oneof, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { open, raw, statuses } from './raw.ts';

/** What a parser might stumble over, and what leads it on to the next place where it might. */
const pieces: readonly string[] = [
  'GET ',
  'POST ',
  'DELETE ',
  '/api/v3/pin-categories',
  '/api/v3/chats/1/pin-messages?limit=1',
  '/oauth/v2/token',
  '/_emulator/reset',
  ' HTTP/1.1\r\n',
  ' HTTP/1.0\r\n',
  'Host: localhost\r\n',
  'Host: evil.test\r\n',
  'Origin: null\r\n',
  'Content-Length: 4\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Expect: 100-continue\r\n',
  'Connection: close\r\n',
  'Upgrade: h2c\r\n',
  'Authorization: Bearer TOKEN\r\n',
  '\r\n',
  '\r\n\r\n',
  '4\r\n{"a"\r\n0\r\n\r\n',
  '{"title":"x"}',
  '%',
  '\0',
  '\n',
  ': ',
];

const connections = 2000;

test(`${connections} connections of random bytes do no harm`, async () => {
  const { emulator, port } = await open();
  const token = emulator.issueToken();
  const piece = constantFrom(...pieces).map((text) => Buffer.from(text.replace('TOKEN', token), 'latin1'));
  const bytes = array(oneof({ weight: 5, arbitrary: piece }, uint8Array({ maxLength: 20 })), {
    maxLength: 16,
  });
  await assert(
    asyncProperty(bytes, async (parts) => {
      const reply = await raw(port, Buffer.concat(parts), true);
      expect(reply).toMatch(/^(?:HTTP\/1\.1 [1-4]\d\d |$)/u);
      expect(Math.max(0, ...statuses(reply))).toBeLessThan(500);
    }),
    { numRuns: connections, seed: 20_260_101 },
  );
  expect((await fetch(`${emulator.url}/nowhere`)).status).toBe(404);
});
