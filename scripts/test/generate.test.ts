import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generate } from '../src/generate.ts';
import type { Outputs } from '../src/outputs.ts';
import { staleFiles, writeOutputs } from '../src/outputs.ts';
import { copyRepository, editText, editYaml } from './repo-copy.ts';

/** Each test loads the compiler in a process of its own or generates twice; on a busy machine that takes its time. */
const slow = { timeout: 60_000 };

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Runs the command of a copy, as `pnpm generate` does. */
async function command(root: string, ...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const script = join(root, 'scripts/src/generate.ts');
    execFile(process.execPath, ['--import', tsx, script, ...args], (error, stdout, stderr) => {
      done({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

/** A copy whose generated files are fresh, whatever state the repository is in. */
async function freshCopy(): Promise<{ root: string; outputs: Outputs }> {
  const root = await copyRepository();
  const { outputs } = await generate(root);
  await writeOutputs(root, outputs);
  return { root, outputs };
}

/** The lines of `after` that are not in `before`, by file. */
function changedLines(before: Outputs, after: Outputs): Record<string, string[]> {
  const changed: Record<string, string[]> = {};
  for (const [path, text] of after.files) {
    const old = new Set(before.files.get(path)?.split('\n'));
    const lines = text.split('\n').filter((line) => !old.has(line));
    if (lines.length > 0) changed[path] = lines;
  }
  return changed;
}

describe('generation', slow, () => {
  it('makes the same bytes in every run and every folder', async () => {
    const root = await copyRepository();
    const first = await generate(root);
    const second = await generate(root);
    const elsewhere = await generate(await copyRepository());
    expect([...second.outputs.files]).toEqual([...first.outputs.files]);
    expect([...elsewhere.outputs.files]).toEqual([...first.outputs.files]);
  });

  it('makes the same types and documents from specs with CRLF line ends', async () => {
    const root = await copyRepository();
    const { outputs } = await generate(root);
    for (const name of (await readdir(join(root, 'specs'))).filter((each) => each.endsWith('.yaml'))) {
      const file = join(root, 'specs', name);
      await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'));
    }
    expect([...(await generate(root)).outputs.files]).toEqual([...outputs.files]);
  });

  it('is finished after one run', async () => {
    const { root } = await freshCopy();
    const { outputs } = await generate(root);
    expect(await staleFiles(root, outputs)).toEqual([]);
  });

  it('refuses a meaning for an error code that no operation lists', async () => {
    const root = await copyRepository();
    await editYaml(root, 'specs/common.yaml', (spec) =>
      spec.setIn(['x-error-meanings', 'made_up'], 'conflict'),
    );
    await expect(generate(root)).rejects.toThrow('specs/common.yaml: no operation lists made_up');
  });

  it('carries a changed limit into descriptor, hover text, JSON and table, and nowhere else', async () => {
    const { root, outputs: before } = await freshCopy();
    await editYaml(root, 'specs/pins.yaml', (spec) =>
      spec.setIn(['paths', '/chats/{CHAT_ID}/pin-messages', 'post', 'x-rate-limit', 'requests'], 17),
    );
    const { outputs: after, descriptors } = await generate(root);

    expect(descriptors.find(({ id }) => id === 'addPinnedMessage')?.limit).toBe(17);
    expect(changedLines(before, after)).toEqual({
      'packages/types/openapi/pins.json': [expect.stringMatching(/^ +"requests": 17,$/)],
      'packages/types/src/generated/pins/operations.ts': [
        expect.stringMatching(/^ {2}\/\*\* .*; 17 calls per user in 60 s/),
        expect.stringMatching(/^ {2}addPinnedMessage: .* limit: 17,/),
      ],
      'packages/pins/src/pins.ts': [
        expect.stringMatching(/^ {3}\* @remarks addPinnedMessage: .*; 17 calls per user in 60 s/),
      ],
      'specs/README.md': [expect.stringMatching(/`addPinnedMessage` .* \| 17 \|/)],
    });
  });
});

describe('generate --check', slow, () => {
  it('passes when everything is fresh', async () => {
    const { root } = await freshCopy();
    const { code, output } = await command(root, '--check');
    expect(output).toMatch(/^generated files are fresh: 32 operations/);
    expect(code).toBe(0);
  });

  it('fails and lists exactly the files that were edited, deleted or left over', async () => {
    const { root } = await freshCopy();
    const edited = 'packages/types/src/generated/pins/schema.ts';
    const deleted = 'packages/types/openapi/threads.json';
    const leftover = 'packages/types/src/generated/old/models.ts';
    await editText(root, edited, 'export interface paths', 'export interface Paths');
    await rm(join(root, deleted));
    await writeOutputs(root, { files: new Map([[leftover, '// once generated\n']]), ownedFolders: [] });
    const { code, output } = await command(root, '--check');

    expect(output.trim().split('\n')).toEqual([
      'Stale (run `pnpm generate` and commit):',
      `  ${deleted}`,
      `  ${leftover}`,
      `  ${edited}`,
    ]);
    expect(code).toBe(1);
    expect(await readFile(join(root, leftover), 'utf8')).toBe('// once generated\n');
  });

  it('notices a hover text that somebody edited', async () => {
    const { root } = await freshCopy();
    await editText(root, 'packages/threads/src/threads.ts', '20 calls per user', '2000 calls per user');
    const { outputs } = await generate(root);
    expect(await staleFiles(root, outputs)).toEqual(['packages/threads/src/threads.ts']);
  });
});

describe('generate', slow, () => {
  it('mends what --check lists, and removes leftovers', async () => {
    const { root, outputs } = await freshCopy();
    const [edited, leftover] = ['packages/types/src/index.ts', 'packages/types/openapi/old.json'];
    await writeFile(join(root, edited), '');
    await writeFile(join(root, leftover), '{}');

    expect(await writeOutputs(root, outputs)).toEqual([leftover, edited]);
    expect(await staleFiles(root, outputs)).toEqual([]);
    await expect(readFile(join(root, leftover))).rejects.toThrow('ENOENT');
  });

  it('refuses specs with a finding, names it, and writes nothing', async () => {
    const { root, outputs } = await freshCopy();
    const edited = 'packages/types/src/index.ts';
    await writeFile(join(root, edited), '// edited\n');
    await editYaml(root, 'specs/threads.yaml', (spec) =>
      spec.deleteIn(['paths', '/threads/{THREAD_CHAT_ID}/follow', 'post', 'x-retry-class']),
    );
    const { code, output } = await command(root);

    expect(output).toContain('followThread: x-retry-class must be one of');
    expect(output).toContain('specs/ has 1 lint finding (listed above).');
    expect(code).toBe(1);
    expect(await staleFiles(root, outputs)).toEqual([edited]);
  });

  it('refuses a batch whose list has no maximum', async () => {
    const root = await copyRepository();
    await editYaml(root, 'specs/folders.yaml', (spec) =>
      spec.deleteIn(['components', 'schemas', 'CreateFolderRequest', 'properties', 'chat_ids', 'maxItems']),
    );
    await expect(generate(root)).rejects.toThrow('x-batch of createPinCategory: chat_ids has no maxItems.');
  });
});
