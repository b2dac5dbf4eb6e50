import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { scenarioNames } from '../../src/seeds/scenarios.ts';
import { createCliBench } from './cli-bench.ts';

async function folders(env: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${env['CLIQ_API_URL']}/pin-categories`, {
    headers: { authorization: `Zoho-oauthtoken ${env['CLIQ_ACCESS_TOKEN']}` },
  });
}

describe('start', () => {
  test('prints addresses, credentials and two curl lines that work, until it is interrupted', async () => {
    const { run } = await createCliBench();
    let inspector = '';
    const printed: string[] = [];
    const { code, errors } = await run(['start', '--port', '0'], {
      print: (text) => printed.push(text),
      interrupted: async () => {
        // Until what follows has been printed.
        while (printed.length === 0) await new Promise(setImmediate);
        const text = printed.join('\n');
        const [, token, url] =
          /curl -H 'Authorization: Zoho-oauthtoken (\S+)' \\\n\s+'(\S+)'/u.exec(text) ?? [];
        const listed = await fetch(url ?? '', { headers: { authorization: `Zoho-oauthtoken ${token}` } });
        expect(listed.status).toBe(200);
        const [, form, accounts] = /curl -d '(\S+)' \\\n\s+'(\S+)'/u.exec(text) ?? [];
        const minted = await fetch(accounts ?? '', { method: 'POST', body: new URLSearchParams(form) });
        expect(await minted.text()).toContain('"token_type":"Bearer"');
        inspector = /Inspector +(\S+)/u.exec(text)?.[1] ?? '';
        expect(inspector).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[0-9a-f]{32}$/u);
      },
    });
    expect([code, errors]).toEqual([0, '']);
    await expect(fetch(inspector)).rejects.toThrow();
  });

  test('--json prints one line, with all that a script needs', async () => {
    const { start } = await createCliBench();
    const { ready, stop } = await start();
    expect(ready).toMatchObject({
      url: `${ready.origin}/api/v3`,
      accountsUrl: ready.origin,
      inspectorUrl: `${ready.origin}/#token=${ready.adminToken}`,
      pid: process.pid,
    });
    expect(Object.keys(ready.env)).toEqual([
      'CLIQ_API_URL',
      'CLIQ_ACCOUNTS_URL',
      'CLIQ_CLIENT_ID',
      'CLIQ_CLIENT_SECRET',
      'CLIQ_REFRESH_TOKEN',
      'CLIQ_ACCESS_TOKEN',
      'CLIQ_EMULATOR_URL',
      'CLIQ_EMULATOR_TOKEN',
    ]);
    expect((await folders(ready.env)).status).toBe(200);
    expect(await stop()).toEqual({ code: 0, printed: '', errors: '' });
    await expect(folders(ready.env)).rejects.toThrow();
  });

  test('colours nothing but a terminal', async () => {
    const { run } = await createCliBench();
    const bold = '\u001b[1m';
    expect((await run(['start', '--port', '0'])).printed).not.toContain(bold);
    expect((await run(['start', '--port', '0'], { color: true })).printed).toContain(bold);
  });

  test('says that a port is in use, and what to do', async () => {
    const { run } = await createCliBench();
    const server = createServer();
    onTestFinished(() => void server.close());
    const port = await new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' ? address?.port : undefined);
      });
    });
    expect(await run(['start', '--port', String(port)])).toEqual({
      code: 1,
      printed: '',
      errors: `cliqkit-emulator: port ${port} is in use; stop what runs there, or take another: --port 0 is any free one`,
    });
  });

  test('starts with a seed from a file, and says in which line one is wrong', async () => {
    const { folder, run, start } = await createCliBench();
    await writeFile(
      join(folder, 'team.yaml'),
      'name: team\nusers:\n  - { id: "7", name: Kim, email: kim@example.com }\n',
    );
    const { ready } = await start('--seed', 'team.yaml');
    expect((await folders(ready.env)).status).toBe(200);
    await writeFile(join(folder, 'bad.yaml'), 'name: team\nusers:\n  - { id: 7, nane: Kim }\n');
    const { code, errors } = await run(['start', '--port', '0', '--seed', 'bad.yaml']);
    expect(code).toBe(1);
    expect(errors).toContain('bad.yaml');
    expect(errors).toMatch(/line 3/u);
  });

  test('starts with a scenario, and says which there are', async () => {
    const { run, start } = await createCliBench();
    await start('--scenario', 'empty');
    const { code, errors } = await run(['start', '--port', '0', '--scenario', 'emtpy']);
    expect(code).toBe(2);
    expect(errors).toContain('there is no scenario "emtpy"; did you mean empty?');
    const { printed } = await run(['start', '--help']);
    for (const name of scenarioNames) expect(printed).toContain(name);
  });

  test('sets the clock and the quirks', async () => {
    const { run, start } = await createCliBench();
    await start('--freeze', '--quirk', 'window=fixed', '--quirk', 'maxFolders=3');
    expect((await run(['clock'])).printed).toContain('stands still');
    const { printed } = await run(['quirks']);
    expect(printed).toMatch(/^window +fixed$/mu);
    expect(printed).toMatch(/^maxFolders +3$/mu);
    const fast = await start('--speed', '60x');
    expect((await run(['clock', '--url', fast.ready.origin])).printed).toContain('runs 60 times as fast');
  });

  test('needs --allow-remote for an address that others reach', async () => {
    const { run } = await createCliBench();
    const { code, errors } = await run(['start', '--port', '0', '--host', '0.0.0.0']);
    expect(code).toBe(1);
    expect(errors).toMatch(/allow-?remote/iu);
  });

  test('leaves word of itself while it runs, for its own user alone', async () => {
    const { folder, start } = await createCliBench();
    const { ready, stop } = await start();
    const sessions = join(folder, 'sessions');
    const file = `${new URL(ready.origin).port}.json`;
    expect(await readdir(sessions)).toEqual([file]);
    expect(JSON.parse(await readFile(join(sessions, file), 'utf8'))).toMatchObject({
      url: ready.origin,
      token: ready.adminToken,
      pid: process.pid,
    });
    await stop();
    expect(await readdir(sessions)).toEqual([]);
  });
});
