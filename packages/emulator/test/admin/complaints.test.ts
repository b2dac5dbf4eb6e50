import { describe, expect, test } from 'vitest';
import { connect } from './connected.ts';

describe('a body that is one of several', () => {
  test.each([
    ['/faults', { target: 'any', fault: { kind: 'status', status: 9999 } }, '/fault/status must be <= 599.'],
    ['/faults', { target: 'any', fault: { kind: 'redirect', status: 200 } }, '/fault/status must be >= 300.'],
    [
      '/faults',
      { fault: { kind: 'drip', ms: -1 } },
      "the whole must have required property 'target'; /fault/ms must be >= 0.",
    ],
    ['/clock', { advanceMs: 1e20 }, '/advanceMs must be <= 31622400000.'],
    [
      '/clock',
      {},
      "the whole must have required property 'advanceMs'; the whole must have required property 'rate'; the whole must match exactly one schema in oneOf.",
    ],
    ['/reset', { parts: ['pins'], all: true }, undefined],
  ])('POST %s %j is told what is wrong with the one that it comes nearest to', async (path, body, said) => {
    const { emulator } = await connect();
    const reply = await fetch(`${emulator.origin}/_emulator${path}`, {
      method: 'POST',
      headers: { 'x-emulator-token': emulator.adminToken },
      body: JSON.stringify(body),
    });
    expect(reply.status).toBe(400);
    const { message } = await reply.json();
    expect(message).toBe(
      `@cliqkit/emulator: The body will not do: ${said ?? 'the whole must NOT have additional properties (all); /parts/0 must be equal to one of the allowed values.'}`,
    );
  });
});

test('a parameter that is there twice is refused, whichever is meant', async () => {
  const { emulator } = await connect();
  const ask = async (query: string): Promise<number> => {
    const { origin, adminToken } = emulator;
    const headers = { 'x-emulator-token': adminToken };
    return (await fetch(`${origin}/_emulator/journal?${query}`, { headers })).status;
  };
  expect(await ask('limit=1')).toBe(200);
  expect(await ask('limit=1&limit=2')).toBe(400);
  expect(await ask('limit=1&after=0&limit=1')).toBe(400);
});
