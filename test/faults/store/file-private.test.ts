import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileTokens } from '@cliqkit/node';
import { refreshToken } from 'cliqkit';
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest';
import { carries } from '../carry.ts';
import { read } from '../support/calls.ts';
import { emulated } from '../support/emulated.ts';
import type { Workplace } from './file-processes.ts';
import { makeWorkplace, start } from './file-processes.ts';
import { recordOf } from './file-record.ts';

const key = 'e0';
const nobody = 65_534;
let place: Workplace;
let tests = 0;
/** A directory of its own for each test. */
function newPath(): string {
  tests += 1;
  return join(place.path, String(tests), 'tokens');
}
const modeOf = (path: string): number => lstatSync(path).mode & 0o777;

beforeAll(async () => {
  place = await makeWorkplace();
  mkdirSync(place.path, { mode: 0o711 });
});
afterAll(() => place.remove());

describe.skipIf(process.platform === 'win32')('tokens in files', () => {
  carries.each('S12', ['000', '022', '777'], 'are for one user alone, with a umask of %s', async (umask) => {
    const path = newPath();
    mkdirSync(dirname(path));
    const before = process.umask(Number.parseInt(umask, 8));
    onTestFinished(() => void process.umask(before));
    const store = fileTokens({ path });
    await store.exclusive?.(key, async () => store.write(key, recordOf(1)));
    expect(modeOf(path)).toBe(0o700);
    expect(readdirSync(path)).toEqual([`${key}.json`, `${key}.lock`]);
    for (const name of readdirSync(path)) expect(modeOf(join(path, name))).toBe(0o600);
    expect(await store.read(key)).toEqual(recordOf(1));
  });

  carries('S12', 'are not read from a file that others can read, nor written over it', async () => {
    const path = newPath();
    const store = fileTokens({ path });
    await store.write(key, recordOf(1));
    const file = join(path, `${key}.json`);
    chmodSync(file, 0o644);
    await expect(store.read(key)).rejects.toThrow(`${file} is open to other users (mode 644)`);
    await expect(store.write(key, recordOf(2))).rejects.toThrow('chmod 600');
    chmodSync(file, 0o600);
    expect(await store.read(key)).toEqual(recordOf(1));
  });

  carries('S12', 'are not kept where a link leads', async () => {
    const path = newPath();
    const store = fileTokens({ path });
    const victim = join(dirname(path), 'victim');
    writeFileSync(victim, 'precious', { mode: 0o600 });
    for (const name of [`${key}.json`, `${key}.lock`]) symlinkSync(victim, join(path, name));
    await expect(store.read(key)).rejects.toThrow('is a symbolic link');
    await expect(store.write(key, recordOf(1))).rejects.toThrow('is a symbolic link');
    await expect(store.exclusive?.(key, async () => 'ran')).rejects.toThrow('is a symbolic link');
    expect(readFileSync(victim, 'utf8')).toBe('precious');

    const link = join(dirname(path), 'link');
    symlinkSync(path, link);
    expect(() => fileTokens({ path: link })).toThrow('is a symbolic link');
  });

  carries('S12', 'that cannot be written, for the directory is read-only, stay as they are', async () => {
    const path = newPath();
    mkdirSync(dirname(path), { mode: 0o711 });
    await fileTokens({ path }).write(key, recordOf(1));
    // Root may write anywhere, so its process becomes somebody else.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) for (const name of ['', `${key}.json`]) chownSync(join(path, name), nobody, nobody);
    chmodSync(path, 0o500);
    const { lines, ended } = start(place.program, ['once', path, key, '10', isRoot ? String(nobody) : '']);
    await ended;
    chmodSync(path, 0o700);
    expect(lines).toEqual([expect.stringContaining('EACCES. Check that')]);
    expect(readdirSync(path)).toEqual([`${key}.json`]);
    expect(JSON.parse(readFileSync(join(path, `${key}.json`), 'utf8')).record).toEqual(recordOf(1));
  });

  carries('S12', 'for which the disk has no room stay as they are', async () => {
    const path = newPath();
    const store = fileTokens({ path });
    await store.write(key, recordOf(1));
    // A limit on the size of files fails like a full disk, in the middle of a write.
    const limited = ['/bin/sh', '-c', 'ulimit -f 8; exec "$@"', 'sh'];
    const { lines, ended } = start(place.program, ['once', path, key, '100000'], limited);
    await ended;
    expect(lines).toEqual([expect.stringContaining('EFBIG. Check that')]);
    expect(readdirSync(path)).toEqual([`${key}.json`]);
    expect(await store.read(key)).toEqual(recordOf(1));
  });

  carries('S12', 'that are refused fail no call', async () => {
    const path = newPath();
    const store = fileTokens({ path });
    chmodSync(path, 0o755);
    const warnings: string[] = [];
    const log = (): void => undefined;
    const { emulator, cliqWith } = await emulated();
    const cliq = cliqWith({
      credentials: refreshToken({ ...emulator.credentials, store }),
      logger: { debug: log, info: log, warn: (message) => void warnings.push(message) },
    });
    await read.run(cliq);
    await read.run(cliq);
    expect(warnings.join()).toContain('token store');
    expect(readdirSync(path)).toEqual([]);
  });
});
