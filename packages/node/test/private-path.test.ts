import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  makePrivateDirectory,
  readPrivateFile,
  requirePrivateDirectory,
  writePrivateFile,
} from '../src/private-path.ts';
import { newFolder } from './folder.ts';

const isRoot = process.geteuid?.() === 0;
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe.skipIf(process.platform === 'win32')('a directory', () => {
  it('is made for one user alone, with those above it; one that is there stays as it is', () => {
    const above = join(newFolder(), 'above');
    const path = join(above, 'tokens');
    makePrivateDirectory(path);
    expect([modeOf(above), modeOf(path)]).toEqual(['700', '700']);
    chmodSync(path, 0o500);
    makePrivateDirectory(path);
    expect(modeOf(path)).toBe('500');
  });

  it.each([0o755, 0o750, 0o705, 0o701, 0o770, 0o1777])(
    'that others can enter is refused: mode %o',
    async (mode) => {
      const path = newFolder();
      makePrivateDirectory(path);
      chmodSync(path, mode);
      const message = `${path} is open to other users (mode ${(mode & 0o777).toString(8)}). No token is read or kept there. Do chmod 700 on it.`;
      expect(() => makePrivateDirectory(path)).toThrow(message);
      await expect(requirePrivateDirectory(path)).rejects.toThrow(message);
    },
  );

  it('that is a link is refused, and a file', () => {
    const path = newFolder();
    symlinkSync(path, join(path, 'link'));
    writeFileSync(join(path, 'file'), '');
    expect(() => makePrivateDirectory(join(path, 'link'))).toThrow(
      'is a symbolic link: whoever made it decides where tokens go. No token is read or kept there. Name the directory that it leads to.',
    );
    expect(() => makePrivateDirectory(join(path, 'file'))).toThrow('EEXIST');
  });

  it('of another user is refused', () => {
    const path = isRoot ? newFolder() : '/';
    if (isRoot) chownSync(path, 4711, 4711);
    const message = `${path} belongs to user ${isRoot ? 4711 : 0}, and this process runs as user ${process.geteuid?.()}`;
    expect(() => makePrivateDirectory(path)).toThrow(message);
  });

  it('that became a file is refused', async () => {
    const path = join(newFolder(), 'file');
    writeFileSync(path, '', { mode: 0o600 });
    await expect(requirePrivateDirectory(path)).rejects.toThrow('is not a directory');
  });
});

describe.skipIf(process.platform === 'win32')('a file', () => {
  it('that is not there reads as undefined', async () => {
    expect(await readPrivateFile(join(newFolder(), 'none'))).toBeUndefined();
  });

  it.each([0o644, 0o640, 0o604, 0o660, 0o602, 0o601])(
    'that others can use is refused: mode %o',
    async (mode) => {
      const path = join(newFolder(), 'file');
      writeFileSync(path, 'secret');
      chmodSync(path, mode);
      const message = `is open to other users (mode ${mode.toString(8)}). No token is read or kept there. Do chmod 600 on it.`;
      await expect(readPrivateFile(path)).rejects.toThrow(message);
    },
  );

  it('that is a link is not followed, wherever it leads', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), 'secret', { mode: 0o600 });
    for (const to of ['file', 'none', '.', 'link']) {
      const path = join(folder, `link to ${to}`);
      symlinkSync(to === 'link' ? path : to, path);
      await expect(readPrivateFile(path)).rejects.toThrow('is a symbolic link');
      await expect(writePrivateFile(path, 'secret', true)).rejects.toThrow('EEXIST');
    }
    expect(readdirSync(folder)).not.toContain('none');
  });

  it('that is none is refused: a directory, a pipe', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'directory'), { mode: 0o700 });
    execFileSync('/bin/sh', ['-c', 'mkfifo -m 600 "$0"', join(folder, 'pipe')]);
    for (const name of ['directory', 'pipe']) {
      await expect(readPrivateFile(join(folder, name))).rejects.toThrow('is not a file. No token');
    }
  });

  it.runIf(isRoot)('of another user is refused', async () => {
    const path = join(newFolder(), 'file');
    writeFileSync(path, 'secret', { mode: 0o600 });
    chownSync(path, 4711, 4711);
    await expect(readPrivateFile(path)).rejects.toThrow('belongs to user 4711');
  });

  it('that cannot be opened fails as the system says', async () => {
    const path = join(newFolder(), 'file');
    writeFileSync(path, '', { mode: 0o600 });
    await expect(readPrivateFile(join(path, 'below'))).rejects.toThrow('ENOTDIR');
  });

  it('is never written over', async () => {
    const path = join(newFolder(), 'file');
    await writePrivateFile(path, 'first', true);
    await expect(writePrivateFile(path, 'second', true)).rejects.toThrow('EEXIST');
    expect(await readPrivateFile(path)).toBe('first');
    expect(modeOf(path)).toBe('600');
  });
});
