import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Emulator } from '@cliqkit/emulator';
import { createEmulator } from '@cliqkit/emulator';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RedisServer } from '../../packages/redis/test/server/redis-server.ts';
import { startRedis } from '../../packages/redis/test/server/redis-server.ts';
import { serversHere } from '../../packages/redis/test/server/servers-here.ts';
import { extractSnippets } from './extract.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = fileURLToPath(new URL('../.snippets', import.meta.url));
const snippets = extractSnippets(root);
let emulator: Emulator;
let redis: RedisServer | undefined;

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  // `export {}` makes a module of a block that imports nothing.
  await Promise.all(
    snippets.map(({ name, code }) => writeFile(join(folder, `${name}.ts`), `${code}\nexport {};\n`)),
  );
  const config = {
    extends: '../../tsconfig.test.base.json',
    compilerOptions: { rootDir: '../..', noPropertyAccessFromIndexSignature: false },
    include: ['*.ts'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  emulator = await createEmulator({ port: false });
  // Blocks that show Zoho's own hosts reach the emulator in their place; the emulator answers for those hosts.
  const network = globalThis.fetch;
  const emulators: typeof globalThis.fetch = (input, init) => {
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    return hostname === '127.0.0.1' ? network(input, init) : emulator.fetch(input, init);
  };
  // It carries the mark of `emulator.fetch`: without it the SDK sends no credentials of an emulator to these hosts.
  Object.defineProperty(emulators, Symbol.for('@cliqkit/emulator'), { value: true });
  vi.stubGlobal('fetch', emulators);
  vi.stubEnv('ZOHO_CLIENT_ID', emulator.credentials.clientId);
  vi.stubEnv('ZOHO_CLIENT_SECRET', emulator.credentials.clientSecret);
  vi.stubEnv('ZOHO_REFRESH_TOKEN', emulator.credentials.refreshToken);
  if (serversHere.length > 0) {
    redis = await startRedis();
    vi.stubEnv('REDIS_URL', redis.url);
    // As after its first minute: a new server is not trusted with the limits before.
    const [, name = ''] =
      /master_replid:(\w+)/.exec(String(await redis.command('INFO', 'replication'))) ?? [];
    await redis.command('SET', 'cliqkit:{0}:since', `${name} ${Date.now() - 3_600_000}`);
  }
});

afterAll(async () => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  await emulator.close();
  await redis?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('the README of the project and of every package, each guide, and the home page of the site show code', () => {
  const guides = readdirSync(join(root, 'docs/guides')).filter((name) => name !== 'regenerate.md'); // Commands alone.
  const places = snippets.map(({ place }) => place.split(':')[0]);
  const packages = ['cliqkit', 'core', 'emulator', 'folders', 'node', 'pins', 'redis', 'threads', 'types'];
  expect(places).toEqual(
    expect.arrayContaining([
      'README.md',
      ...packages.map((name) => `packages/${name}/README.md`),
      ...guides.map((name) => `docs/guides/${name}`),
      'site/src/theme/home.md',
    ]),
  );
});

test('every block compiles', { timeout: 60_000 }, async () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', folder]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe('');
});

describe('every block runs to its end', () => {
  test.each(snippets)('$place', async ({ name, code }) => {
    if (code.includes('REDIS_URL') && redis === undefined) {
      expect(process.env['CI'], 'in CI there is a redis-server').toBeUndefined();
      console.warn('SKIPPED: this block needs redis-server. On Debian: apt-get install redis-server');
      return;
    }
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await import(/* @vite-ignore */ join(folder, `${name}.ts`));
    log.mockRestore();
  });
});
