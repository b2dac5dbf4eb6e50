import { describe, expect, test } from 'vitest';
import { maxJsonDepth } from '../../src/pipeline/json-depth.ts';
import { get, open, raw, statusOf } from './raw.ts';

const most = 1_048_576;
const nowhere = '/api/v3/nowhere';
const post = 'POST /api/v3/pin-categories HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';

describe('a body', () => {
  test.each([
    [most - 1, 401],
    [most, 401],
    [most + 1, 413],
  ])('of %i bytes gives %i', async (bytes, status) => {
    const { port } = await open();
    const reply = await raw(port, `${post}Content-Length: ${bytes}\r\n\r\n${'x'.repeat(bytes)}`);
    expect(statusOf(reply)).toBe(status);
  });

  test.each([
    [most - 1, 401],
    [most, 401],
    [most + 1, 413],
  ])('of %i bytes in chunks gives %i', async (bytes, status) => {
    const { port } = await open();
    const half = Math.floor(bytes / 2);
    const chunks = [half, bytes - half].map((size) => `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`);
    const body = `${chunks.join('')}0\r\n\r\n`;
    expect(statusOf(await raw(port, `${post}Transfer-Encoding: chunked\r\n\r\n${body}`))).toBe(status);
  });

  test('that does not end is cut off', async () => {
    const { port } = await open();
    const chunk = `100000\r\n${'x'.repeat(most)}\r\n`;
    const reply = await raw(port, `${post}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(9)}`);
    // Closing with bytes unread resets the connection, and the reset can overtake the refusal.
    expect(reply).toMatch(/^$|^HTTP\/1\.1 413 [\s\S]*connection: close/iu);
    expect(statusOf(await raw(port, get(['Host: localhost'])))).toBe(401);
  });

  test('that is too long is refused before a client that asks sends it', async () => {
    const { port } = await open();
    const head = `${post}Expect: 100-continue\r\nContent-Length: ${most + 1}\r\n\r\n`;
    expect(await raw(port, head)).toMatch(/^HTTP\/1\.1 413 /u);
  });
});

describe('a head', () => {
  test.each([
    [8191, 404],
    [8192, 404],
    [8193, 414],
    [20_000, 414],
    [30_000, 431],
  ])('with a URL of %i bytes gives %i', async (bytes, status) => {
    const { port } = await open();
    const target = `${nowhere}/`.padEnd(bytes, 'x');
    expect(statusOf(await raw(port, get(['Host: localhost'], target)))).toBe(status);
  });

  const lines = ['Host: localhost', 'Connection: close'];
  const rest = lines.reduce((sum, line) => sum + line.length + 2, 'X: \r\n'.length);

  test.each([
    [16_383, 404],
    [16_384, 404],
    [16_385, 431],
    [30_000, 431],
  ])('with headers of %i bytes gives %i', async (bytes, status) => {
    const { port } = await open();
    const request = get(['Host: localhost', `X: ${'x'.repeat(bytes - rest)}`], nowhere);
    expect(statusOf(await raw(port, request))).toBe(status);
  });

  test('with many small headers is counted as it was sent', async () => {
    const { port } = await open();
    const request = get(['Host: localhost', ...Array(5000).fill('a:')], nowhere);
    expect(statusOf(await raw(port, request))).toBe(431);
  });
});

describe('JSON', () => {
  const nested = (depth: number, open: string, close: string): string =>
    `{"title":${open.repeat(depth - 1)}${close.repeat(depth - 1)}}`;

  async function message(body: string): Promise<string> {
    const { emulator } = await open({ port: 0 });
    const headers = { authorization: `Bearer ${emulator.issueToken()}` };
    const reply = await fetch(`${emulator.url}/pin-categories`, { method: 'POST', headers, body });
    return `${reply.status} ${await reply.text()}`;
  }

  const tooDeep = '400 {"code":"input_pattern_mismatch","message":"The body nests deeper than 64 levels."}';

  test('may be 64 levels deep', async () => {
    const wrongType = '400 {"code":"input_pattern_mismatch","message":"/title must be string."}';
    expect(await message(nested(maxJsonDepth, '[', ']'))).toBe(wrongType);
  });

  test.each([
    [maxJsonDepth + 1, '[', ']'],
    [200_000, '[', ']'],
    [100_000, '{"a":', '}'],
    [100_000, '[{"a":', '}]'],
  ])('of %i levels of %s%s is refused', async (depth, open, close) => {
    expect(await message(nested(depth, open, close))).toBe(tooDeep);
  });

  test('that opens without an end is refused for its depth', async () => {
    expect(await message('['.repeat(1_000_000))).toBe(tooDeep);
  });

  test.each(['[', '{', '\\"[', '\\\\', '\\u005b'])('may have any number of %s in a text', async (piece) => {
    const reply = await message(JSON.stringify({ title: '' }).replace('""', `"${piece.repeat(200)}"`));
    expect(reply).not.toContain('deeper');
    expect(reply).not.toContain('not JSON');
  });

  test.each(['seed', 'snapshot'])('for the admin API is bounded as well: %s', async (document) => {
    const { emulator } = await open();
    const put = async (depth: number): Promise<string> => {
      const reply = await fetch(`${emulator.origin}/_emulator/${document}`, {
        method: 'PUT',
        headers: { 'x-emulator-token': emulator.adminToken },
        body: nested(depth, '[', ']'),
      });
      return `${reply.status} ${await reply.text()}`;
    };
    expect(await put(maxJsonDepth)).not.toContain('deeper');
    expect(await put(maxJsonDepth + 1)).toMatch(/^400 .*nests deeper than 64 levels/u);
    expect(await put(1_000_000)).toMatch(/^400 .*nests deeper than 64 levels/u);
  });

  test('may be as wide as it likes', async () => {
    expect(await message(JSON.stringify({ title: Array(1000).fill([{}]) }))).not.toContain('deeper');
  });
});
