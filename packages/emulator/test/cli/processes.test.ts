import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CliProcess } from './cli-process.ts';
import { startCli } from './cli-process.ts';

/** A folder for temporary files of its own. */
async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-processes-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function sessions(folder: string): Promise<readonly string[]> {
  const [name = ''] = await readdir(folder);
  return readdir(join(folder, name));
}

function run(folder: string, ...args: readonly string[]): CliProcess {
  return startCli(args, { TMPDIR: folder, NO_COLOR: '1' });
}

// Windows has no signals; Ctrl-C comes another way there.
describe.skipIf(process.platform === 'win32')('in a process of its own', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'start ends well with %s, and takes its word back',
    async (signal) => {
      const folder = await ownFolder();
      const emulator = run(folder, 'start', '--port', '0', '--json');
      const { origin, env } = JSON.parse(await emulator.line());
      expect((await fetch(`${origin}/_emulator/health`)).status).toBe(200);
      expect(await sessions(folder)).toEqual([`${new URL(origin).port}.json`]);

      const asked = run(folder, 'env', '--json');
      const { code, stdout } = await asked.ended;
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ CLIQ_EMULATOR_TOKEN: env.CLIQ_EMULATOR_TOKEN });

      emulator.child.kill(signal);
      expect(await emulator.ended).toMatchObject({ code: 0, stderr: '' });
      expect(await sessions(folder)).toEqual([]);
    },
  );

  test('an emulator that was killed is not found any more', async () => {
    const folder = await ownFolder();
    const emulator = run(folder, 'start', '--port', '0', '--json');
    await emulator.line();
    emulator.child.kill('SIGKILL');
    await emulator.ended;
    expect(await sessions(folder)).toHaveLength(1);
    expect(await run(folder, 'clock').ended).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'cliqkit-emulator: no emulator runs; start one with: cliqkit-emulator start\n',
    });
    expect(await sessions(folder)).toEqual([]);
  });

  test('exec gives its command the variables and the standard streams, and gives its exit code', async () => {
    const program = `
      const headers = { authorization: 'Zoho-oauthtoken ' + process.env.CLIQ_ACCESS_TOKEN };
      const reply = await fetch(process.env.CLIQ_API_URL + '/pin-categories', { headers });
      console.log(reply.status, process.argv.slice(1).join());
      process.exitCode = 9;`;
    const { ended } = run(
      await ownFolder(),
      ...['exec', '--', process.execPath, '--input-type=module', '-e', program, 'a b', '--help'],
    );
    expect(await ended).toEqual({ code: 9, signal: null, stdout: '200 a b,--help\n', stderr: '' });
  });

  test('exec hands signals on, waits for its command, and says that a signal ended it', async () => {
    const patient = `process.on('SIGTERM', () => { console.log('last words'); process.exit(5); }); setInterval(() => {}, 1000); console.log('ready');`;
    const waiting = run(await ownFolder(), 'exec', '--', process.execPath, '-e', patient);
    expect(await waiting.line()).toBe('ready');
    waiting.child.kill('SIGTERM');
    expect(await waiting.ended).toEqual({ code: 5, signal: null, stdout: 'ready\nlast words\n', stderr: '' });

    const plain = `setInterval(() => {}, 1000); console.log('ready');`;
    const killed = run(await ownFolder(), 'exec', '--', process.execPath, '-e', plain);
    await killed.line();
    killed.child.kill('SIGINT');
    expect(await killed.ended).toMatchObject({ code: 130, signal: null });
  });

  test('exec says that there is no such command', async () => {
    const { ended } = run(await ownFolder(), 'exec', '--', 'no-such-command-anywhere');
    expect(await ended).toMatchObject({
      code: 1,
      stderr: 'cliqkit-emulator: cannot run "no-such-command-anywhere": there is no such command\n',
    });
  });

  test('what is not understood ends with 2', async () => {
    expect((await run(await ownFolder(), 'strat').ended).code).toBe(2);
  });

  test('whoever stops reading is no reason for an error', async () => {
    const folder = await ownFolder();
    const emulator = run(folder, 'start', '--port', '0', '--json');
    const { env } = JSON.parse(await emulator.line());
    const following = run(folder, 'journal', '--follow');
    await following.line();
    following.child.stdout.destroy();
    await once(following.child.stdout, 'close');
    for (let calls = 0; calls < 3 && following.child.exitCode === null; calls += 1) {
      await fetch(`${env.CLIQ_API_URL}/pin-categories`);
    }
    expect(await following.ended).toMatchObject({ code: 0, stderr: '' });
    emulator.child.kill();
    await emulator.ended;
  });
});
