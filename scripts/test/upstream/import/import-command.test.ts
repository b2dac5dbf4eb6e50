import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyForImport, fixture, runImport, textOf } from './import-copy.ts';

/** Every file of a copy that an import could touch, with its text. */
async function snapshot(root: string): Promise<Map<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !/node_modules|generated/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return new Map(
    await Promise.all(files.sort().map(async (path) => [path, await textOf(root, path)] as const)),
  );
}

async function expectRefusal(root: string, as: string, message: RegExp): Promise<void> {
  const { code, output, lines } = await runImport({ file: fixture('stars'), as, root });
  expect([as, code, lines.length]).toEqual([as, 2, 1]);
  expect(output).toMatch(message);
  expect(output.length).toBeLessThan(300);
}

describe('pnpm upstream import', { timeout: 60_000 }, () => {
  it('writes the spec and its questions, registers the module, and only adds to files that were there', async () => {
    const root = await copyForImport();
    const before = await snapshot(root);
    const { code, output } = await runImport({ file: fixture('reminders'), as: 'reminders', root });
    expect(code).toBe(0);
    const after = await snapshot(root);
    const changed = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
    expect(changed).toEqual([
      'biome.json',
      'packages/types/package.json',
      'redocly.yaml',
      'specs/common.yaml',
      'specs/reminders.questions.md',
      'specs/reminders.yaml',
    ]);
    expect(output).toContain(
      changed.map((path) => `  wrote ${path}`).filter((line) => line.includes('common'))[0],
    );

    for (const path of ['redocly.yaml', 'specs/common.yaml']) {
      const lines = after.get(path)?.split('\n') ?? [];
      const kept = (before.get(path) ?? '').split('\n');
      expect(
        lines.filter((line, index) => !kept.includes(line) && lines.indexOf(line) === index).length,
      ).toBeGreaterThan(0);
      let at = -1;
      for (const line of kept) {
        at = lines.indexOf(line, at + 1);
        expect([path, line, at > -1]).toEqual([path, line, true]);
      }
    }
  });

  it('numbers its questions, each with lines that are there', async () => {
    const root = await copyForImport();
    const { lines } = await runImport({ file: fixture('reminders'), as: 'reminders', root });
    const numbers = lines.flatMap((line) => line.match(/^(\d+)\. /)?.[1] ?? []);
    expect(numbers).toEqual(numbers.map((_, index) => String(index + 1)));
    expect(numbers.length).toBeGreaterThan(25);

    const file = await textOf(root, 'specs/reminders.questions.md');
    expect(file.split('\n').filter((line) => /^\d+\. /.test(line))).toEqual(
      lines.filter((line) => /^\d+\. /.test(line)),
    );
    const spec = (await textOf(root, 'specs/reminders.yaml')).split('\n');
    const upstream = (await textOf('/', fixture('reminders').slice(1))).split('\n');
    const places = [...file.matchAll(/^ +- specs\/reminders\.yaml:(\d+)(?:, upstream line (\d+))?/gm)];
    expect(places.length).toBeGreaterThan(numbers.length);
    for (const [, line, theirs] of places) {
      expect(spec[Number(line) - 1]?.trim()).toBeTruthy();
      if (theirs !== undefined) expect(upstream[Number(theirs) - 1]?.trim()).toBeTruthy();
    }
  });

  it('makes the same bytes again, over a draft that is there', async () => {
    const root = await copyForImport();
    const first = await runImport({ file: fixture('stars'), as: 'stars', root });
    const before = await snapshot(root);
    const again = await runImport({ file: fixture('stars'), as: 'stars', root, force: true });
    const withoutFiles = (lines: string[]) =>
      lines.filter((line) => !/wrote|scopes|ZohoCliq|^\d+\. /.test(line)).length;
    expect(await snapshot(root)).toEqual(
      // The scope was new the first time only, so that question is gone.
      new Map([...before, ['specs/stars.questions.md', await textOf(root, 'specs/stars.questions.md')]]),
    );
    expect(withoutFiles(again.lines)).toBeLessThanOrEqual(withoutFiles(first.lines));
    const third = await runImport({ file: fixture('stars'), as: 'stars', root, force: true });
    expect(third.lines).toEqual(again.lines.filter((line) => !/wrote/.test(line)));
  });

  it('does not replace a spec, unless told to', async () => {
    const root = await copyForImport();
    const before = await snapshot(root);
    const { code, output } = await runImport({ file: fixture('pins'), as: 'pins', root });
    expect([code, output]).toEqual([
      2,
      expect.stringMatching(/^specs\/pins\.yaml is there already\..*--force/),
    ]);
    expect(await snapshot(root)).toEqual(before);
  });

  it('writes nothing in a dry run', async () => {
    const root = await copyForImport();
    const before = await snapshot(root);
    const { code, output } = await runImport({ file: fixture('stars'), as: 'stars', root, dryRun: true });
    expect([code, await snapshot(root)]).toEqual([0, before]);
    expect(output).toContain('dry run: nothing was written');
  });

  it('refuses a name that cannot be a file, a package and a variable', async () => {
    const root = await copyForImport();
    for (const as of ['../x', 'Types', '', 'a b', '__proto__', 'x', 'x'.repeat(4000)])
      await expectRefusal(root, as, /cannot be a module: a module has a name of/);
    for (const as of ['common', 'types', 'index', 'delete', 'core'])
      await expectRefusal(root, as, /^\w+ cannot be a module: the name is taken/);
  });

  it('refuses a document that cannot be read, and writes nothing', async () => {
    const root = await copyForImport();
    const before = await snapshot(root);
    const file = join(root, 'broken.yaml');
    for (const text of [
      '',
      '{',
      'openapi: 3.0.0\npaths: [1, 2]\n',
      '<!doctype html><p>Sign in',
      'openapi: 3.0.0\npaths: {}\n',
    ]) {
      await writeFile(file, text);
      const { code, output } = await runImport({ file, as: 'stars', root });
      expect([code, output]).toEqual([2, expect.stringContaining('broken.yaml')]);
      expect(output).not.toMatch(/^\s+at /m);
    }
    await rm(file);
    expect(await snapshot(root)).toEqual(before);
  });

  it('leaves everything as it was when a file cannot be written', async () => {
    const root = await copyForImport();
    const before = await snapshot(root);
    await mkdir(join(root, 'specs/stars.questions.md')); // A folder is where the last file has to go.
    await expect(runImport({ file: fixture('stars'), as: 'stars', root })).rejects.toThrow('EISDIR');
    await rm(join(root, 'specs/stars.questions.md'), { recursive: true });
    expect(await snapshot(root)).toEqual(before);
  });

  it('does not register a draft with findings, lists them, and says what to do', async () => {
    const root = await copyForImport();
    const file = join(root, 'ambiguous.yaml');
    await writeFile(
      file,
      `openapi: 3.0.0
info: { title: Ambiguous, version: 3.0.0 }
paths:
  /{WHAT}/all: { get: { operationId: readAll, responses: {} } }
  /things/{ID}: { get: { operationId: readThing, responses: {} } }
`,
    );
    const { code, output } = await runImport({ file, as: 'unclear', root });
    expect(code).toBe(0);
    expect(output).toMatch(/^\d+\. .*\(no-ambiguous-paths\)$/m);
    expect(output).toMatch(/The linter has \d+ findings?.*redocly\.yaml/);
    expect(await textOf(root, 'redocly.yaml')).not.toContain('unclear');
    expect(await textOf(root, 'specs/unclear.yaml')).toContain('operationId: readThing');
  });

  it('makes variants that the linter takes: same replies for some, none for others, on GET and on PATCH', async () => {
    const root = await copyForImport();
    const file = join(root, 'alike.yaml');
    const json = (name: string) =>
      `{ '200': { description: Here., content: { application/json: { schema: { $ref: '#/components/schemas/${name}' } } } } }`;
    const body = (key: string) =>
      `{ content: { application/json: { schema: { type: object, required: [${key}], properties: { ${key}: { type: string } } } } } }`;
    await writeFile(
      file,
      `openapi: 3.0.0
info: { title: Alike, version: 3.0.0 }
paths:
  /alike/{A}:
    get: { operationId: one, responses: ${json('R')} }
    patch: { operationId: four, requestBody: ${body('a')}, responses: { '204': { description: Done. } } }
  /alike/{B}:
    get: { operationId: two, responses: ${json('R')} }
    patch: { operationId: five, requestBody: ${body('b')}, responses: ${json('R')} }
  /alike/{C}: { get: { operationId: three, responses: ${json('S')} } }
components:
  schemas:
    R: { type: object, properties: { r: { type: string } } }
    S: { type: object, properties: { s: { type: string } } }
`,
    );
    const { output } = await runImport({ file, as: 'alike', root });
    expect(output).toContain('The draft passes the linter.');
    expect(output).toContain('GET /alike/{A}: one, two, three');
    expect(output).toContain('PATCH /alike/{A}: four, five');
  });
});
