import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hoverFacts } from '../src/hover-facts.ts';
import { descriptors } from './documents.ts';

const facts = descriptors.find(({ id }) => id === 'pinChat')?.facts;

/** The refreshed files of a tree with these. */
async function refresh(files: Record<string, string>): Promise<Record<string, string>> {
  const root = await mkdtemp(join(tmpdir(), 'cliqkit-hover-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return Object.fromEntries(await hoverFacts(root, ['pins', 'folders'], descriptors));
}

describe('hoverFacts', () => {
  it('writes the facts of an operation after its id', async () => {
    const path = 'packages/folders/src/folders.ts';
    const source = '/**\n * Pins.\n *\n * @remarks pinChat: old\n */\nexport const pin = 1;\n';
    expect(await refresh({ [path]: source })).toEqual({ [path]: source.replace('old', `${facts}`) });
  });

  it('writes every line of a method that is several operations, and those of nested folders', async () => {
    const path = 'packages/folders/src/deep/er.ts';
    const written = await refresh({ [path]: '/**\n * @remarks pinChat: a\n * @remarks unpinChat: b\n */\n' });
    expect(written[path]).toContain(` * @remarks pinChat: ${facts}\n * @remarks unpinChat: \`DELETE `);
  });

  it('touches nothing else', async () => {
    const path = 'packages/pins/src/pins.ts';
    const source = [
      '/** @remarks pinChat: on one line. */',
      '/**',
      ' * @remarks Be careful.',
      ' * See pinChat: it pins.',
      ' */',
      "const text = '@remarks pinChat: 1';",
    ].join('\n');
    expect(await refresh({ [path]: source, 'packages/pins/src/notes.md': ' * @remarks nobody: x' })).toEqual({
      [path]: source,
    });
  });

  it('keeps the line ends of a file with CRLF', async () => {
    const path = 'packages/folders/src/folders.ts';
    const source = '/**\r\n * Pins.\r\n * @remarks pinChat: old\r\n * @example\r\n */\r\n';
    expect((await refresh({ [path]: source }))[path]).toBe(source.replace('old', `${facts}`));
  });

  it('is the same when done twice', async () => {
    const path = 'packages/folders/src/folders.ts';
    const once = await refresh({ [path]: '/**\n * @remarks pinChat:\n */\n' });
    expect(await refresh(once)).toEqual(once);
  });

  it('names the file and the operation when there is no such operation', async () => {
    await expect(
      refresh({ 'packages/pins/src/pins.ts': '/**\n * @remarks pinChatt: old\n */\n' }),
    ).rejects.toThrow('packages/pins/src/pins.ts: "@remarks pinChatt:" names no operation of specs/.');
  });

  it('has nothing to do for a package that is not there', async () => {
    expect(await refresh({})).toEqual({});
  });
});
