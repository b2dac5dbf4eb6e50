import { describe, expect, test } from 'vitest';
import type { Fault } from '../src/index.ts';
import type { Opened } from './doors.ts';
import { doors, openDoor, refreshForm, sight, until } from './doors.ts';

function refresh({ emulator, send }: Opened, signal?: AbortSignal): Promise<Response> {
  return send(`${emulator.accountsUrl}/oauth/v2/token`, {
    method: 'POST',
    body: refreshForm(emulator),
    redirect: 'manual',
    ...(signal === undefined ? {} : { signal }),
  });
}

describe.each(doors)('through the %s door, a token request that meets', (door) => {
  test.each<[Fault, string | RegExp, boolean]>([
    [{ kind: 'status', status: 500 }, '500', false],
    ['throttle', /^400 \{"error":"Access Denied"/u, false],
    ['html', /^502 <!doctype html>/u, false],
    [{ kind: 'redirect', location: 'https://login.example.test/' }, '302', false],
    ['reset-before-read', 'no reply: ECONNRESET', false],
    ['strip-body', '200 {"error":"unsupported_grant_type"}', false],
    ['commit-then-reset', 'no reply: ECONNRESET', true],
    ['commit-then-truncate', '200, then UND_ERR_SOCKET', true],
    ['reset-mid-reply', '200, then ECONNRESET', true],
    [{ kind: 'oversize', bytes: 2000 }, /^200 \{"access_token"/u, true],
  ])('%j', async (fault, expected, committed) => {
    const opened = await openDoor(door);
    opened.emulator.faults.plan('token', fault);
    const seen = await sight(refresh(opened));
    if (typeof expected === 'string') expect(seen).toBe(expected);
    else expect(seen).toMatch(expected);
    opened.emulator.faults.assertConsumed();
    expect(opened.emulator.journal.entries()).toMatchObject([{ operation: 'token', committed }]);
  });

  test.each<[Fault, boolean]>([
    ['stall', false],
    ['commit-then-stall', true],
  ])('%s', async (fault, committed) => {
    const opened = await openDoor(door);
    opened.emulator.faults.plan('token', fault);
    const controller = new AbortController();
    const seen = sight(refresh(opened, controller.signal));
    await until(() => opened.emulator.journal.entries().length === 1);
    controller.abort(new Error('too slow'));
    expect(await seen).toContain('too slow');
    expect(opened.emulator.journal.entries()[0]?.committed).toBe(committed);
  });
});

describe('a throttle of the token endpoint', () => {
  test('lasts as long as it is told, and says of it what it is told', async () => {
    const opened = await openDoor('in-process', { quirks: { tokenThrottleEnds: 'window' } });
    opened.emulator.faults.plan('token', { kind: 'throttle', lockMs: 5000, retryAfter: '5' });
    expect((await refresh(opened)).headers.get('retry-after')).toBe('5');
    opened.clock.advance(4999);
    expect(await sight(refresh(opened))).toContain('Access Denied');
    opened.clock.advance(1);
    expect(await sight(refresh(opened))).toContain('access_token');
  });

  test('begins anew with every request, unless the quirk says otherwise', async () => {
    const opened = await openDoor('in-process');
    opened.emulator.faults.plan('token', { kind: 'throttle', lockMs: 5000 });
    await refresh(opened);
    opened.clock.advance(4999);
    await refresh(opened);
    opened.clock.advance(599_999);
    expect(await sight(refresh(opened))).toContain('Access Denied');
    opened.clock.advance(600_000);
    expect(await sight(refresh(opened))).toContain('access_token');
  });

  test('of a request that is no refresh locks nobody', async () => {
    const opened = await openDoor('in-process');
    const { emulator } = opened;
    emulator.faults.plan('token', 'throttle');
    const body = new URLSearchParams({ grant_type: 'authorization_code' });
    const reply = await emulator.fetch(`${emulator.accountsUrl}/oauth/v2/token`, { method: 'POST', body });
    expect(reply.status).toBe(400);
    expect(await sight(refresh(opened))).toContain('access_token');
  });
});

test('a token that was made and lost counts', async () => {
  const opened = await openDoor('in-process');
  opened.emulator.faults.plan('token', ...Array<Fault>(10).fill('commit-then-reset'));
  for (let lost = 0; lost < 10; lost += 1) expect(await sight(refresh(opened))).toContain('ECONNRESET');
  expect(await sight(refresh(opened))).toContain('Access Denied');
});
