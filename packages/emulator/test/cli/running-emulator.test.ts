import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRunningBench } from './running-bench.ts';

describe('env', () => {
  test('gives what a client of any user needs', async () => {
    const { say, run } = await createRunningBench();
    const own = JSON.parse(await say('env', '--json'));
    const users = JSON.parse(await say('state', '--json'));
    expect(users.user.id).toBeDefined();
    const reply = await fetch(`${own.CLIQ_ACCOUNTS_URL}/oauth/v2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: own.CLIQ_CLIENT_ID,
        client_secret: own.CLIQ_CLIENT_SECRET,
        refresh_token: own.CLIQ_REFRESH_TOKEN,
      }),
    });
    expect(await reply.json()).toHaveProperty('access_token');
    const { code, errors } = await run(['env', '--user', '1']);
    expect(code).toBe(1);
    expect(errors).toContain('no such user');
  });
});

describe('reset', () => {
  test('takes everything back, or the parts that are named', async () => {
    const { say, call } = await createRunningBench();
    await call('POST', '/pin-categories', { title: 'Sprint 42' });
    expect(await say('reset', 'journal')).toBe('Back to the start: journal');
    expect(await say('journal', '--json')).toBe('[]');
    expect(await say('state')).toContain('Sprint 42');
    await say('reset');
    expect(await say('state')).not.toContain('Sprint 42');
    expect((await call('GET', '/pin-categories')).status).toBe(401);
  });
});

describe('clock', () => {
  test('is shown, advanced, frozen and let run', async () => {
    const { say } = await createRunningBench('--freeze');
    const before = JSON.parse(await say('clock', '--json'));
    expect(before).toMatchObject({ rate: 0, controllable: true });
    const after = JSON.parse(await say('clock', 'advance', '1h30m', '--json'));
    expect(after.wall - before.wall).toBe(5_400_000);
    expect(await say('clock')).toBe(`${new Date(after.wall).toISOString()}  stands still`);
    expect(await say('clock', 'run')).toContain('runs as the machine does');
    expect(await say('clock', 'run', '60x')).toContain('runs 60 times as fast as the machine');
    expect(await say('clock', 'freeze')).toContain('stands still');
  });
});

describe('state', () => {
  test('is a tree of pins, folders and chats', async () => {
    const { say, call } = await createRunningBench();
    await call('POST', '/pin-categories', { title: 'Evil \u001b[31mfolder' });
    const tree = await say('state');
    expect(tree).toMatch(/^.+ {2}\d+\n\nMy Pins\n/u);
    expect(tree).toMatch(/^[├└]─ #launch +channel +CT_\d+/mu);
    expect(tree).toContain('Evil \ufffd[31mfolder  expanded');
    expect(tree).toContain('\nChats\n');
  });

  test('is that of another user, or in another network', async () => {
    const { say, run } = await createRunningBench();
    const { folders } = JSON.parse(await say('state', '--json'));
    expect(folders).not.toHaveLength(0);
    expect(JSON.parse(await say('state', '--user', '855727962', '--json'))).toMatchObject({
      user: { id: '855727962' },
    });
    expect(await run(['state', '--network', 'nowhere'])).toMatchObject({ code: 1, printed: '' });
  });

  test('is saved in a file, and goes back to it', async () => {
    const { folder, say, run, call } = await createRunningBench();
    await call('POST', '/pin-categories', { title: 'Sprint 42' });
    const before = await say('state');
    expect(await say('state', 'save', 'state.json')).toBe('Saved in state.json');
    expect(await readFile(join(folder, 'state.json'), 'utf8')).not.toMatch(/emu_/u);
    await say('reset');
    await say('state', 'load', 'state.json');
    expect(await say('state')).toBe(before);
    expect((await call('GET', '/pin-categories')).status).toBe(200);

    await writeFile(join(folder, 'half.json'), '{"version":1');
    expect((await run(['state', 'load', 'half.json'])).errors).toContain('"half.json" is not JSON');
    await writeFile(join(folder, 'other.json'), '{"version":2}');
    expect(await run(['state', 'load', 'other.json'])).toMatchObject({ code: 1, printed: '' });
    expect((await run(['state', 'save', 'no/folder.json'])).errors).toContain('there is no such folder');
    expect((await run(['state', 'save', '.'])).errors).toContain('cannot write ".": ');
    expect((await run(['state', 'save'])).errors).toContain('name a file');
    expect(await say('state')).toBe(before);
  });
});

describe('seed', () => {
  test('starts anew from a file, or from a scenario', async () => {
    const { folder, say, run } = await createRunningBench();
    await writeFile(
      join(folder, 'team.json'),
      '{"name":"team","users":[{"id":"7","name":"Kim","email":"kim@example.com"}]}',
    );
    expect(await say('seed', 'team.json')).toBe('Started anew from team.json');
    expect(await say('state')).toMatch(/^Kim {2}7\n/u);
    await say('seed', 'empty');
    expect(await say('state')).toMatch(/^Sol Vega/u);
    expect(await say('seed', '--list')).toMatch(/^empty +\S/mu);
    const { code, errors } = await run(['seed', 'emtpy']);
    expect(code).toBe(1);
    expect(errors).toContain('empty');
    await writeFile(join(folder, 'bad.yaml'), 'name: team\nusers:\n  - { id: 7, nane: Kim }\n');
    expect((await run(['seed', 'bad.yaml'])).errors).toMatch(/line 3/u);
  });
});

describe('quirks', () => {
  test('are shown, and set', async () => {
    const { say } = await createRunningBench();
    expect(await say('quirks')).toMatch(/^window +rolling$/mu);
    expect(await say('quirks', 'window=fixed', 'checkOrder=validation,auth,throttle')).toMatch(
      /^window +fixed$/mu,
    );
    expect(JSON.parse(await say('quirks', '--json'))).toMatchObject({
      window: 'fixed',
      checkOrder: ['validation', 'auth', 'throttle'],
    });
  });
});

describe('limits', () => {
  test('show what is used, and what is locked', async () => {
    const { say, call } = await createRunningBench('--freeze');
    expect(await say('limits')).toBe('Nothing is used');
    await call('GET', '/pin-categories');
    expect(await say('limits')).toMatch(/^used +in +URL\n1\/20 +1m +GET .*\/pin-categories$/u);
    for (let calls = 0; calls < 20; calls += 1) await call('GET', '/pin-categories');
    expect(await say('limits')).toMatch(/GET .*\/pin-categories +locked for 5m$/u);
    const all = (await say('limits', '--all')).split('\n');
    expect(all.length).toBeGreaterThan(10);
    expect(JSON.parse(await say('limits', '--json'))).toHaveLength(all.length - 1);
    const { user } = JSON.parse(await say('state', '--json'));
    expect(await say('limits', '--user', user.id)).toBe(await say('limits'));
  });
});

describe('violations', () => {
  test('are listed, and make a script fail', async () => {
    const { say, run, call } = await createRunningBench();
    expect(await say('violations', '--strict')).toBe('None');
    for (let calls = 0; calls < 21; calls += 1) await call('GET', '/pin-categories');
    expect(await say('violations')).toMatch(/^over-limit: call 21, getPinCategories by user \d+/u);
    expect(JSON.parse(await say('violations', '--json'))).toMatchObject([{ kind: 'over-limit', entry: 21 }]);
    expect((await run(['violations', '--strict'])).code).toBe(1);
  });
});
