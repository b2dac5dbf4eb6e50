import { describe, expect, test } from 'vitest';
import { createClock } from '../../src/index.ts';
import { connect } from './connected.ts';

const minute = 60_000;

describe('the clock', () => {
  test('advances, stands still and runs faster', async () => {
    const { admin, clock } = await connect({ clock: createClock({ at: 1_000_000 }) });
    expect(await admin.getClock()).toEqual({ wall: 1_000_000, mono: 0, rate: 0, controllable: true });
    expect(await admin.turnClock({ advanceMs: 5 * minute })).toMatchObject({
      wall: 1_300_000,
      mono: 300_000,
    });
    expect(await admin.turnClock({ rate: 60 })).toMatchObject({ rate: 60 });
    expect(await admin.turnClock({ rate: 0 })).toMatchObject({ rate: 0 });
    expect(clock.rate).toBe(0);
  });

  test('of the machine alone cannot be turned', async () => {
    const { admin } = await connect({ clock: createClock({ mode: 'real' }) });
    expect(await admin.getClock()).toMatchObject({ rate: 1, controllable: false });
    await expect(admin.turnClock({ advanceMs: 1 })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('cannot be turned'),
    });
  });

  test.each([{ advanceMs: -1 }, { rate: -1 }, { advanceMs: 1, rate: 1 }, {}])('refuses %j', async (turn) => {
    const { admin } = await connect();
    // @ts-expect-error: some of these are no turns
    await expect(admin.turnClock(turn)).rejects.toMatchObject({ status: 400 });
  });
});

describe('faults', () => {
  test('set over the admin API strike the next call, and are accounted for', async () => {
    const { admin, send } = await connect();
    const waiting = await admin.addFault({ target: 'any', fault: { kind: 'status', status: 503 } });
    expect(waiting).toMatchObject({ id: 1, target: 'any', struck: 0, left: 1, endsAt: null });
    expect((await send('GET', '/pin-categories')).status).toBe(503);
    expect((await send('GET', '/pin-categories')).status).toBe(200);
    expect(await admin.getFaults()).toMatchObject({
      waiting: [],
      struck: [{ target: 'getPinCategories', entry: 1, source: 'plan' }],
      random: 0,
    });
  });

  test('for all calls end by themselves after their time', async () => {
    const { admin, clock, send } = await connect();
    await admin.addFault({
      target: 'getPinCategories',
      fault: { kind: 'status', status: 500 },
      times: null,
      forMs: minute,
    });
    for (let call = 0; call < 3; call += 1) expect((await send('GET', '/pin-categories')).status).toBe(500);
    expect((await admin.getFaults()).waiting).toMatchObject([
      { struck: 3, left: null, endsAt: clock.wall() + minute },
    ]);
    clock.advance(minute);
    expect((await send('GET', '/pin-categories')).status).toBe(200);
    expect((await admin.getFaults()).waiting).toEqual([]);
  });

  test('strike as often as they were told to', async () => {
    const { admin, send } = await connect();
    await admin.addFault({ target: 'any', fault: { kind: 'html' }, times: 2 });
    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await send('GET', '/pin-categories')).status);
    expect(statuses).toEqual([502, 502, 200]);
  });

  test('for any call leave the token endpoint alone', async () => {
    const { admin, emulator } = await connect();
    await admin.addFault({ target: 'any', fault: { kind: 'html' } });
    const { clientId, clientSecret, refreshToken } = emulator.credentials;
    const reply = await fetch(`${emulator.accountsUrl}/oauth/v2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: refreshToken,
      }),
    });
    expect(reply.status).toBe(200);
    expect((await admin.getFaults()).waiting).toHaveLength(1);
  });

  test('can be taken back, one or all', async () => {
    const { admin, send } = await connect();
    const { id } = await admin.addFault({ target: 'any', fault: { kind: 'html' } });
    await admin.addFault({ target: 'any', fault: { kind: 'status', status: 500 } });
    await admin.removeFault({ faultId: id });
    await expect(admin.removeFault({ faultId: id })).rejects.toMatchObject({ status: 404 });
    expect((await send('GET', '/pin-categories')).status).toBe(500);
    await admin.addFault({ target: 'any', fault: { kind: 'html' } });
    await admin.setRandomFaults({
      seed: 1,
      rate: 1,
      faults: [{ kind: 'html' }],
      operations: ['getPinCategories'],
    });
    expect(await admin.getFaults()).toMatchObject({ random: 1 });
    await admin.clearFaults();
    expect(await admin.getFaults()).toEqual({ waiting: [], struck: [], random: 0 });
    expect((await send('GET', '/pin-categories')).status).toBe(200);
  });

  test.each([
    [{ target: 'nothing', fault: { kind: 'html' } }, 'there is no operation nothing'],
    [{ target: 'token', fault: { kind: 'expire-token' } }, 'cannot strike the token endpoint'],
    [{ target: 'any', fault: { kind: 'status' } }, 'status'],
    [{ target: 'any', fault: { kind: 'status', status: 99 } }, '>= 200'],
    [{ target: 'any', fault: { kind: 'html', status: 204 } }, 'cannot have a page'],
    [{ target: 'any', fault: { kind: 'meteorite' } }, 'kind'],
    [{ target: 'any', fault: { kind: 'html' }, times: 0 }, '>= 1'],
    [{ target: 'any', fault: { kind: 'html' }, forMs: 0 }, '> 0'],
    // No moment that anybody could write down.
    [{ target: 'any', fault: { kind: 'html' }, forMs: 8.64e15 }, '<= 31622400000'],
    [{ target: 'any', fault: { kind: 'status', status: 500, headers: { 'a b': 'c' } } }, 'cannot be sent'],
  ])('that cannot be are refused: %j', async (order, reason) => {
    const { admin } = await connect();
    // @ts-expect-error: some of these are no orders
    await expect(admin.addFault(order)).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining(reason),
    });
    expect((await admin.getFaults()).waiting).toEqual([]);
  });
});

describe('limits', () => {
  test('show what is used, and the end of a lock', async () => {
    const { admin, clock, send } = await connect();
    for (let call = 0; call < 21; call += 1) await send('GET', '/pin-categories');
    const gauge = (await admin.getLimits()).find(({ operations }) => operations.includes('getPinCategories'));
    expect(gauge).toMatchObject({
      bucket: 'GET /pin-categories',
      used: 20,
      limit: 20,
      lockedUntil: clock.wall() + 300_000,
      freeAt: clock.wall() + minute,
    });
    clock.advance(300_000);
    const later = (await admin.getLimits()).find(({ operations }) => operations.includes('getPinCategories'));
    expect(later).toMatchObject({ used: 0, lockedUntil: null });
    expect(later).not.toHaveProperty('freeAt');
  });

  test('have one gauge for operations that share a URL', async () => {
    const { admin } = await connect();
    const gauges = await admin.getLimits();
    const shared = gauges.find(({ operations }) => operations.includes('updatePinCategory'));
    expect(shared?.operations).toHaveLength(4);
    expect(new Set(gauges.map(({ bucket }) => bucket)).size).toBe(gauges.length);
  });

  test('can be set, and a user can be locked out and let in', async () => {
    const { admin, send } = await connect();
    await admin.setLimits({ getPinCategories: { limit: 1 } });
    expect((await send('GET', '/pin-categories')).status).toBe(200);
    expect((await send('GET', '/pin-categories')).status).toBe(429);
    await admin.reset({ parts: ['limits'] });
    expect((await send('GET', '/pin-categories')).status).toBe(200);
    await admin.lock({ operation: 'getPinCategories' });
    expect((await send('GET', '/pin-categories')).status).toBe(429);
    await admin.lock({ operation: 'getPinCategories', lockMs: 0 });
    expect((await send('GET', '/pin-categories')).status).toBe(200);
  });

  test('that make no sense are refused, and nothing of them counts', async () => {
    const { admin } = await connect();
    const before = await admin.getLimits();
    await expect(
      admin.setLimits({ getPinCategories: { limit: 1 }, nothing: { limit: 1 } }),
    ).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('there is no operation nothing'),
    });
    await expect(admin.setLimits({ getPinCategories: { limit: -1 } })).rejects.toMatchObject({ status: 400 });
    await expect(admin.lock({ operation: 'nothing' })).rejects.toMatchObject({ status: 400 });
    await expect(admin.lock({ operation: 'pinChat', userId: '1' })).rejects.toMatchObject({ status: 404 });
    expect(await admin.getLimits()).toEqual(before);
  });
});

describe('quirks', () => {
  test('can be set while it runs, and the next call sees it', async () => {
    const { admin, send } = await connect({ limits: { getPinCategories: { limit: 0 } } });
    expect((await send('GET', '/pin-categories')).status).toBe(429);
    expect(await admin.setQuirks({ throttleReply: '400' })).toMatchObject({
      throttleReply: '400',
      window: 'rolling',
    });
    expect((await send('GET', '/pin-categories')).status).toBe(400);
    expect(await admin.getQuirks()).toMatchObject({ throttleReply: '400' });
  });

  test.each([
    [{ throttleReply: 'loud' }, 'it takes "429", "400", "nested"'],
    [{ maxFolders: -1 }, 'it takes an integer from 0'],
    [{ checkOrder: ['auth', 'auth', 'throttle'] }, 'in any order'],
    [{ nothing: 1 }, 'there is no quirk nothing'],
    [JSON.parse('{"__proto__": 1}'), 'there is no quirk __proto__'],
  ])('%j is refused, and says what would do', async (changes, reason) => {
    const { admin } = await connect();
    const before = await admin.getQuirks();
    await expect(admin.setQuirks(changes)).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining(reason),
    });
    expect(await admin.getQuirks()).toEqual(before);
  });
});
