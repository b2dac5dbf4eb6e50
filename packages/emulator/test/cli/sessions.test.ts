import { chmod, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCliBench } from './cli-bench.ts';

const mode = async (path: string): Promise<number> => (await lstat(path)).mode & 0o777;
const onWindows = process.platform === 'win32';

describe('the emulator that is meant', () => {
  test('is the one that was started last', async () => {
    const { run, start } = await createCliBench();
    await start();
    const second = await start();
    expect((await run(['env'])).printed).toContain(second.ready.origin);
    await second.stop();
    expect((await run(['env'])).printed).not.toContain(second.ready.origin);
  });

  test('is the one on --port, or at --url, before CLIQ_EMULATOR_URL', async () => {
    const { run, start } = await createCliBench();
    const [first, second, third] = [await start(), await start(), await start()];
    const env = { CLIQ_EMULATOR_URL: second.ready.origin, CLIQ_EMULATOR_TOKEN: second.ready.adminToken };
    expect((await run(['env'], { env })).printed).toContain(second.ready.origin);
    const port = new URL(first.ready.origin).port;
    expect((await run(['env', '--port', port], { env })).printed).toContain(first.ready.origin);
    expect(
      (await run(['env', '--url', third.ready.origin, '--token', third.ready.adminToken], { env })).printed,
    ).toContain(third.ready.origin);
  });

  test('does not let the token of one be taken for another', async () => {
    const { run, start } = await createCliBench();
    const [first, second] = [await start(), await start()];
    const { code, errors } = await run([
      'reset',
      '--url',
      first.ready.origin,
      '--token',
      second.ready.adminToken,
    ]);
    expect(code).toBe(1);
    expect(errors).toContain('token');
    expect(errors).not.toContain(second.ready.adminToken);
  });

  test('has not gone: what it left behind is removed', async () => {
    const { folder, run, start } = await createCliBench();
    await start();
    const sessions = join(folder, 'sessions');
    const [running = ''] = await readdir(sessions);
    const gone = {
      url: 'http://127.0.0.1:1',
      token: 't',
      pid: process.pid + 1,
      startedAt: Date.now() + 1000,
    };
    await writeFile(join(sessions, '1.json'), JSON.stringify(gone));
    await writeFile(join(sessions, '2.json'), '{"url":');
    await writeFile(join(sessions, '3.json'), '{"url":"http://127.0.0.1:3"}');
    await writeFile(
      join(sessions, '4.json'),
      JSON.stringify({ ...gone, url: 'somewhere', pid: process.pid }),
    );
    expect((await run(['clock'])).code).toBe(0);
    expect((await run(['clock', '--port', '4'])).errors).toContain('no emulator runs on port 4');
    expect(await readdir(sessions)).toEqual([running]);
  });

  test('is found among what cannot be removed', async () => {
    const { folder, run, start } = await createCliBench();
    await start();
    await mkdir(join(folder, 'sessions', '1.json'));
    expect((await run(['clock'])).code).toBe(0);
  });

  test('keeps what another emulator wrote in place of its own', async () => {
    const { folder, start } = await createCliBench();
    const { ready, stop } = await start();
    const file = join(folder, 'sessions', `${new URL(ready.origin).port}.json`);
    const other = JSON.stringify({ url: ready.origin, token: 'other', pid: process.pid, startedAt: 1 });
    await writeFile(file, other);
    await stop();
    expect(await readFile(file, 'utf8')).toBe(other);
  });
});

describe.skipIf(onWindows)('the folder of the session files', () => {
  test('is open to its owner alone', async () => {
    const { folder, start } = await createCliBench();
    await start();
    const sessions = join(folder, 'sessions');
    expect(await mode(sessions)).toBe(0o700);
    const [file = ''] = await readdir(sessions);
    expect(await mode(join(sessions, file))).toBe(0o600);
  });

  test.each([
    ['others can look into it', async (path: string) => chmod(await mkdirAt(path), 0o755)],
    ['it is a link', async (path: string) => symlink(await mkdirAt(`${path}-elsewhere`), path)],
    ['it is a file', async (path: string) => writeFile(path, '')],
  ])('is not used if %s', async (_, prepare) => {
    const { folder, run, start } = await createCliBench();
    const sessions = join(folder, 'sessions');
    await prepare(sessions);
    const { ready, stop } = await start();
    const { code, errors } = await run(['env']);
    expect([code, errors]).toEqual([
      1,
      'cliqkit-emulator: no emulator runs; start one with: cliqkit-emulator start',
    ]);
    const asked = await run(['env', '--url', ready.origin, '--token', ready.adminToken]);
    expect(asked.code).toBe(0);
    expect((await stop()).errors).toContain('give them --url and --token');
  });

  test.each([
    ['there is no folder to make it in', join('missing', 'sessions')],
    ['nothing can be written in it', 'sessions'],
  ])('is done without if %s', async (_, name) => {
    const { folder, run } = await createCliBench();
    const sessions = join(folder, name);
    // Whoever may write everywhere finds a folder where the file should be.
    await mkdirAt(join(folder, 'sessions'));
    await mkdir(join(folder, 'sessions', `${process.pid}.draft`));
    const { code, printed, errors } = await run(['start', '--port', '0'], { sessionFolder: sessions });
    expect(code).toBe(0);
    expect(printed).toContain('Inspector');
    expect(errors).toContain('give them --url and --token');
  });

  async function mkdirAt(path: string): Promise<string> {
    await mkdir(path, { mode: 0o700 });
    return path;
  }
});
