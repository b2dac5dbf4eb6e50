import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runUpstream } from '../../src/upstream/cli.ts';
import { editText, repository } from '../repo-copy.ts';
import { copyStandIn, publishedText, standIn } from './stand-in.ts';

async function run(args: string[], root = standIn) {
  const written = { out: '', err: '' };
  const code = await runUpstream(args, {
    root,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
  });
  return { code, ...written };
}

/** A file with this text, gone when the test ends. */
async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-upstream-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'upstream.yaml'), text);
  return join(folder, 'upstream.yaml');
}

const changed = () => fileOf(publishedText('pins').replace('20 requests per min', '10 requests per min'));

describe('pnpm upstream diff', () => {
  it('ends with 0 when there is no drift', async () => {
    const { code, out, err } = await run(['diff', await fileOf(publishedText('pins')), '--module', 'pins']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('No drift');
  });

  it('ends with 1 when there is, and says it in Markdown or JSON', async () => {
    const file = await changed();
    const markdown = await run(['diff', file, '--module', 'pins']);
    expect(markdown.code).toBe(1);
    expect(markdown.out).toContain('1. `getPinnedMessages`: upstream says `limit` 10 calls in 60 s');
    const json = await run(['diff', file, '--module', 'pins', '--json']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      module: 'pins',
      file,
      level: 'minor',
      drifts: [{ fact: 'limit', banner: true }],
    });
  });

  it.each([
    [[], 'Say what to do.'],
    [['dif'], 'There is no command `dif`.'],
    [['diff'], '`diff` needs the file of a document.'],
    [['diff', 'a.yaml'], 'Say which module with `--module`: pins, folders, threads.'],
    [['diff', 'a.yaml', '--module', 'bots'], 'There is no module `bots`; there are pins, folders, threads.'],
    [['diff', 'a.yaml', 'b.yaml', '--module', 'pins'], 'One file at a time: `b.yaml` is one too many.'],
    [['diff', 'a.yaml', '--modul', 'pins'], "Unknown option '--modul'"],
    [['import', 'a.yaml'], '`import` needs `--as <name>`, the name of the new module.'],
  ])('ends with 2 on wrong usage: %j', async (args, message) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain('Usage:');
  });

  it.each([
    ['no file', undefined, /nowhere\.yaml: There is no such file/],
    ['no document', 'just: text', /upstream\.yaml:1: /],
    ['YAML that is broken', 'openapi: 3.0.0\npaths:\n  /a: [', /upstream\.yaml:3: /],
  ])('ends with 2 on %s, and names the file and the line', async (_case, text, message) => {
    const file = text === undefined ? '/nowhere.yaml' : await fileOf(text);
    const { code, out, err } = await run(['diff', file, '--module', 'pins']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('explains itself', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Usage:') });
  });

  it('counts paths from where the user is, and shows no stack', async () => {
    const command = promisify(execFile)(
      process.execPath,
      [
        '--import',
        'tsx',
        'src/upstream/cli.ts',
        'diff',
        'scripts/test/upstream/nothing.yaml',
        '--module',
        'pins',
      ],
      { cwd: join(repository, 'scripts'), env: { ...process.env, INIT_CWD: repository } },
    );
    await expect(command).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^scripts\/test\/upstream\/nothing\.yaml: There is no such file.*\n$/),
    });
  });
});

describe('pnpm upstream record', () => {
  it('writes nothing while a difference is not explained', async () => {
    const root = await copyStandIn();
    const before = await readFile(join(root, 'specs/upstream/pins.json'), 'utf8');
    const { code, err } = await run(['record', await changed(), '--module', 'pins'], root);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^Not recorded: one difference is not explained\..*\n {2}`getPinnedMessages`: .*\(specs\/pins\.yaml:\d+\)\n$/,
    );
    expect(await readFile(join(root, 'specs/upstream/pins.json'), 'utf8')).toBe(before);
  });

  it('takes in a change that the spec follows, and then there is no drift', async () => {
    const root = await copyStandIn();
    const file = await fileOf(publishedText('pins').replaceAll('20 requests per min', '10 requests per min'));
    const spec = await readFile(join(root, 'specs/pins.yaml'), 'utf8');
    await writeFile(join(root, 'specs/pins.yaml'), spec.replaceAll('requests: 20,', 'requests: 10,'));
    const args = [file, '--module', 'pins'];
    const before = await run(['diff', ...args], root);
    expect(before.code).toBe(1);
    expect(before.out).toContain('That is what ours says: the two agree now.');
    expect(await run(['record', ...args], root)).toMatchObject({ code: 0, err: '' });
    expect(await run(['diff', ...args], root)).toMatchObject({ code: 0, err: '' });
    expect(await readFile(join(root, 'specs/upstream/pins.json'), 'utf8')).toContain('"limit":"10/60s"');
  });

  it('says where a spec of ours is broken', async () => {
    const root = await copyStandIn();
    await editText(root, 'specs/pins.yaml', '\npaths:\n', '\npaths: [\n');
    const result = await run(['diff', await fileOf(publishedText('pins')), '--module', 'pins'], root);
    expect(result).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^specs\/pins\.yaml:19: [^\n]*\n$/),
    });
  });

  it('says what is wrong with a record, or with the deviations', async () => {
    const root = await copyStandIn();
    const file = await fileOf(publishedText('pins'));
    await writeFile(join(root, 'specs/upstream/pins.json'), '{"places": {"document": 3}, "operations": []}');
    expect(await run(['diff', file, '--module', 'pins'], root)).toMatchObject({
      code: 2,
      err: expect.stringContaining('specs/upstream/pins.json: It has no facts at `document`.'),
    });
    const other = await copyStandIn();
    await editText(other, 'specs/deviations.yaml', '- id: D13\n', '- id:\n');
    expect(await run(['diff', file, '--module', 'pins'], other)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^specs\/deviations\.yaml:\d+: this deviation needs `id`, a text\.\n$/),
    });
  });
});
