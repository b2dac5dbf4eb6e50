import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readDocument } from '../../../src/upstream/read/read-document.ts';
import { UnreadableDocument } from '../../../src/upstream/read/upstream-document.ts';

const head = 'openapi: 3.0.0\npaths: {}\n';

async function file(content: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-read-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'doc.yaml');
  await writeFile(path, content);
  return path;
}

describe('a file', () => {
  test('is read', async () => {
    const document = await readDocument(await file(`${head}a: ä€😀\n`));
    expect(document.value['a']).toBe('ä€😀');
  });

  test('that is not there, is a folder, or is no text', async () => {
    const folder = tmpdir();
    await expect(readDocument(join(folder, 'no-such.yaml'))).rejects.toThrow(
      'no-such.yaml: There is no such file.',
    );
    await expect(readDocument(folder)).rejects.toThrow(`${folder}: This is a folder.`);
    await expect(readDocument('/dev/null')).rejects.toThrow('/dev/null: This is a pipe or a device.');
    const path = await file(Uint8Array.of(0x61, 0x0a, 0x00));
    await expect(readDocument(path)).rejects.toThrow(`${path}:2: This file holds a NUL byte`);
    await expect(readDocument('a\0b')).rejects.toThrow(UnreadableDocument);
  });

  test('that is too large is refused before it is read', async () => {
    await expect(readDocument(await file(new Uint8Array(13 * 1024 * 1024)))).rejects.toThrow(
      'larger than 12 MB',
    );
  });

  test('of another encoding, with the line', async () => {
    const windows = await file(Buffer.from(`${head}a: it\x92s\n`, 'latin1'));
    await expect(readDocument(windows)).rejects.toThrow(`${windows}:3: This line is not UTF-8`);
    const wide = await file(Buffer.from(`\uFEFF${head}`, 'utf16le'));
    await expect(readDocument(wide)).rejects.toThrow(`${wide}:1: This file is UTF-16`);
  });
});
