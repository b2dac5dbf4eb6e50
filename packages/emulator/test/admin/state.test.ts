import { describe, expect, test } from 'vitest';
import type { Seed } from '../../src/index.ts';
import { createEmulator, demo, demoSeed } from '../../src/index.ts';
import { connect } from './connected.ts';
import { contractOperations } from './contract.ts';

const board = `/chats/${demo.channels.launch.chatId}/pin-messages`;

async function titles(send: (method: string, path: string) => Promise<Response>): Promise<string[]> {
  const { data } = await (await send('GET', '/pin-categories')).json();
  return data.map(({ title = '' }: { title?: string }) => title);
}

describe('a snapshot', () => {
  test('brings everything back: state, tokens, limits, locks, faults, quirks', async () => {
    const { admin, emulator, clock, send } = await connect();
    await send('POST', '/pin-categories', { title: 'Kept' });
    const token = emulator.issueToken({ expiresInMs: 1e12 });
    await admin.setQuirks({ duringLock: 'extend' });
    await admin.setLimits({ pinChat: { limit: 3 } });
    await admin.lock({ operation: 'unpinChat' });
    await admin.addFault({ target: 'any', fault: { kind: 'html' }, times: 5, forMs: 60_000 });
    await admin.setRandomFaults({ seed: 4, rate: 0.5 });
    const before = await admin.getSnapshot();

    await admin.putSeed({ scenario: 'empty' });
    await admin.setQuirks({ duringLock: 'ignored' });
    clock.advance(1000);
    expect((await send('GET', '/pin-categories')).status).toBe(401);

    await admin.putSnapshot(before);
    const { takenAt, ...after } = await admin.getSnapshot();
    expect(after).toEqual(Object.fromEntries(Object.entries(before).filter(([name]) => name !== 'takenAt')));
    expect(takenAt).toBe(before.takenAt + 1000);
    await admin.clearFaults();
    expect(await titles(send)).toContain('Kept');
    const reply = await fetch(`${emulator.url}/pin-categories`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(reply.status).toBe(200);
    expect(await admin.getJournal()).toHaveLength(2);
  });

  test('holds no token', async () => {
    const { admin, emulator } = await connect();
    const { clientSecret, refreshToken } = emulator.credentials;
    const secrets = [emulator.issueToken(), emulator.issueCode(), clientSecret, refreshToken];
    const text = JSON.stringify([await admin.getSnapshot(), emulator.snapshot()]);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toContain('emu_');
  });

  test('goes to another emulator, and calls go on with the same bytes', async () => {
    const first = await connect();
    await first.send('POST', '/pin-categories', { title: 'One' });
    const other = await connect({ seed: 'empty' });
    other.emulator.restore(first.emulator.snapshot());
    const token = first.emulator.issueToken({ expiresInMs: 1e12 });
    expect(other.emulator.issueToken({ expiresInMs: 1e12 })).toBe(token);
    const create = async (url: string) =>
      (
        await fetch(`${url}/pin-categories`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
          body: '{"title":"Two"}',
        })
      ).text();
    expect(await create(other.emulator.url)).toBe(await create(first.emulator.url));
  });

  test('is a copy, which does not follow what comes after', async () => {
    const { emulator, send } = await connect();
    const before = emulator.snapshot();
    const text = JSON.stringify(before);
    await send('POST', '/pin-categories', { title: 'Later' });
    expect(JSON.stringify(before)).toBe(text);
  });

  test.each([
    ['null', () => null],
    ['a text', () => 'snapshot'],
    ['another version', (good: object) => ({ ...good, version: 2 })],
    ['without its tokens', ({ accounts: _, ...good }: Record<string, unknown>) => good],
    ['an unknown scenario', (good: object) => ({ ...good, seed: { scenario: 'nowhere' } })],
    ['an unknown quirk', (good: object) => ({ ...good, quirks: { gravity: 'off' } })],
    ['a broken workspace', (good: object) => ({ ...good, workspace: { chats: [] } })],
    ['foreign accounts', (good: object) => ({ ...good, accounts: {} })],
    ['an unknown URL', (good: object) => ({ ...good, limits: { usages: [], bounds: { 'GET /x': {} } } })],
    [
      'an unknown fault',
      (good: object) => ({ ...good, faults: { waiting: [{ id: 1 }], random: null, last: 0 } }),
    ],
    [
      'a fault of an unknown operation',
      (good: object) => ({
        ...good,
        faults: {
          waiting: [{ id: 1, target: 'x', fault: { kind: 'html' }, struck: 0, left: 1, endsAt: null }],
          random: null,
          last: 1,
        },
      }),
    ],
    [
      'a fault that ends at no moment',
      (good: object) => ({
        ...good,
        faults: {
          waiting: [{ id: 1, target: 'any', fault: { kind: 'html' }, struck: 0, left: 1, endsAt: 1e300 }],
          random: null,
          last: 1,
        },
      }),
    ],
    ['a prototype', (good: object) => JSON.parse(JSON.stringify(good).replace('{', '{"__proto__":{"a":1},'))],
  ])('that is none is refused, and nothing changes: %s', async (_, spoil) => {
    const { admin, emulator, send } = await connect();
    await send('POST', '/pin-categories', { title: 'Here' });
    const before = emulator.snapshot();
    await expect(admin.putSnapshot(spoil({ ...before }))).rejects.toMatchObject({ status: 400 });
    expect(emulator.snapshot()).toEqual(before);
    expect({}).not.toHaveProperty('a');
  });
});

describe('a seed', () => {
  test('starts anew, from a scenario or from a seed of one’s own', async () => {
    const { admin, emulator, send } = await connect();
    const own: Seed = { ...demoSeed, name: 'own', shelves: [] };
    await admin.putSeed({ seed: { ...own } });
    const info = await admin.getInfo();
    expect(info).toMatchObject({ seed: 'own', url: emulator.url, accountsUrl: emulator.accountsUrl });
    expect((await send('GET', '/pin-categories')).status).toBe(401);
    await admin.putSeed({ scenario: 'demo' });
    expect((await admin.getInfo()).seed).toBe(demoSeed.name);
    expect(await admin.getCredentials()).toEqual(emulator.credentials);
  });

  test('that contradicts itself is refused with what is wrong, and nothing changes', async () => {
    const { admin, emulator } = await connect();
    const before = emulator.snapshot();
    await expect(admin.putSeed({ scenario: 'nowhere' })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('choose one of empty, demo'),
    });
    await expect(admin.putSeed({ seed: { name: 'x', users: [] } })).rejects.toMatchObject({ status: 400 });
    await expect(admin.putSeed({ seed: { ...demoSeed, chats: [] } })).rejects.toMatchObject({ status: 400 });
    expect(emulator.snapshot()).toEqual(before);
  });

  test('can be any of the scenarios', async () => {
    const { admin } = await connect();
    const scenarios = await admin.getScenarios();
    expect(scenarios.map(({ name }) => name)).toEqual([
      'empty',
      'demo',
      'locked-user',
      'expired-token',
      'folder-full',
      'large',
    ]);
    for (const { name, description } of scenarios) {
      expect(description).toMatch(/^[A-Z5].+\.$/u);
      await admin.putSeed({ scenario: name });
      expect((await admin.getWorkspace()).user.name).not.toBe('');
    }
  });
});

describe('the view of a user', () => {
  test('has pins, folders and the other chats in their order', async () => {
    const { admin, send } = await connect();
    await send('POST', `/chats/${demo.channels.launch.chatId}/pins`, {});
    const { user, pins, folders, chats } = await admin.getWorkspace();
    expect(user.id).toBe(demoSeed.users[0]?.id);
    expect(pins.map(({ id }) => id)).toContain(demo.channels.launch.chatId);
    expect(folders.length).toBeGreaterThan(1);
    const shown = [...pins, ...folders.flatMap((folder) => folder.chats), ...chats].map(({ id }) => id);
    expect(new Set(shown).size).toBe(shown.length);
  });

  test('of a chat has its pins with the primary first, its messages and its threads', async () => {
    const { admin, send } = await connect();
    await send('POST', board, { message_id: demo.messages.rollback, expiry_time: -1 });
    const chat = await admin.getChat({ chatId: demo.channels.launch.chatId });
    expect(chat.pins.map(({ primary }) => primary)).toEqual([true, ...chat.pins.slice(1).map(() => false)]);
    expect(chat.pins.map(({ message }) => message.id)).toContain(demo.messages.rollback);
    expect(chat.threads.length).toBeGreaterThan(0);
    const [thread] = chat.threads;
    expect(await admin.getChat({ chatId: thread?.id ?? '' })).toMatchObject({
      type: 'thread',
      state: thread?.state,
      parent: { id: demo.channels.launch.chatId },
    });
  });

  test('does not exist for a user, a network or a chat that does not', async () => {
    const { admin } = await connect();
    const missing = { status: 404 };
    await expect(admin.getWorkspace({ user: '1' })).rejects.toMatchObject(missing);
    await expect(admin.getWorkspace({ network: 'x' })).rejects.toMatchObject(missing);
    await expect(admin.getChat({ chatId: 'x' })).rejects.toMatchObject(missing);
    await expect(admin.getChat({ chatId: demo.channels.payroll.chatId })).rejects.toMatchObject(missing);
    await expect(admin.getCredentials({ user: '1' })).rejects.toMatchObject(missing);
    await expect(admin.revokeToken({ tokenId: 'x' })).rejects.toMatchObject(missing);
  });
});

describe('tokens', () => {
  test('can be made, are listed masked, and can be revoked', async () => {
    const { admin, emulator } = await connect();
    const { accessToken } = await admin.issueToken({ scopes: ['ZohoCliq.Chats.READ'], expiresInMs: 60_000 });
    const ask = async () =>
      (await fetch(`${emulator.url}/pin-categories`, { headers: { authorization: `Bearer ${accessToken}` } }))
        .status;
    expect(await ask()).toBe(200);
    const token = (await admin.getTokens()).findLast(({ kind }) => kind === 'access');
    expect(token).toMatchObject({ scopes: ['ZohoCliq.Chats.READ'] });
    expect(accessToken).not.toBe(token?.shown);
    expect((await admin.getJournal()).at(-1)?.tokenId).toBe(token?.id);
    await admin.revokeToken({ tokenId: token?.id ?? '' });
    expect(await ask()).toBe(401);
  });
});

describe('a part of a reset', () => {
  test('leaves the others alone', async () => {
    const { admin, emulator, clock, send } = await connect();
    const spoil = async () => {
      await send('POST', '/pin-categories', { title: 'Extra' });
      await admin.addFault({ target: 'token', fault: { kind: 'html' } });
    };
    await spoil();
    await admin.reset({ parts: ['state'] });
    expect(await titles(send)).not.toContain('Extra');
    expect((await admin.getFaults()).waiting).toHaveLength(1);
    await admin.reset({ parts: ['faults'] });
    expect((await admin.getFaults()).waiting).toHaveLength(0);
    expect((await admin.getLimits()).some(({ used }) => used > 0)).toBe(true);
    await admin.reset({ parts: ['limits'] });
    expect((await admin.getLimits()).some(({ used }) => used > 0)).toBe(false);
    expect((await admin.getJournal()).length).toBeGreaterThan(0);
    await admin.reset({ parts: ['journal'] });
    expect(await admin.getJournal()).toEqual([]);
    const token = emulator.issueToken();
    await admin.reset({ parts: ['tokens'] });
    const reply = await fetch(`${emulator.url}/pin-categories`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(reply.status).toBe(401);
    await spoil();
    await admin.reset();
    expect(emulator.snapshot()).toEqual((await createEmulator({ port: false, clock })).snapshot());
  });
});

test('the client has a method for every operation of the contract', async () => {
  const { admin } = await connect();
  for (const { id } of contractOperations) {
    if (id !== 'followEvents') expect(admin).toHaveProperty(id);
  }
});
