import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Outcome, Run } from '../../src/release/run.ts';
import { fetchDocument, fetchLimits } from '../../src/upstream-watch/fetch-document.ts';
import { watch } from '../../src/upstream-watch/watch.ts';
import { folderOf } from '../release/folder.ts';

/** A network where these addresses answer so. */
function network(replies: Readonly<Record<string, () => Response>>): typeof globalThis.fetch {
  return (input, init) => {
    init?.signal?.throwIfAborted();
    const reply = replies[String(input)];
    return reply === undefined ? Promise.reject(new TypeError('fetch failed')) : Promise.resolve(reply());
  };
}

const redirect = (location: string) => () => new Response(null, { status: 302, headers: { location } });
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

test('a document is fetched, also where it has moved to', async () => {
  const fetch = network({
    'https://a.example/pins': redirect('/new/pins'),
    'https://a.example/new/pins': () => new Response('openapi: 3.0.0'),
  });
  expect(text(await fetchDocument('https://a.example/pins', fetch))).toBe('openapi: 3.0.0');
});

test.each([
  ['http://a.example/', 'it must be https'],
  ['file:///etc/passwd', 'it must be https'],
  ['pins.yaml', 'not a URL'],
])('%s is refused', async (address, message) => {
  await expect(fetchDocument(address, network({}))).rejects.toThrow(message);
});

test('a redirect away from https is not followed', async () => {
  const fetch = network({ 'https://a.example/': redirect('http://b.example/') });
  await expect(fetchDocument('https://a.example/', fetch)).rejects.toThrow('leads to http://b.example');
});

test('redirects in a circle end', async () => {
  const fetch = network({ 'https://a.example/': redirect('https://a.example/') });
  await expect(fetchDocument('https://a.example/', fetch)).rejects.toThrow('more than 3 times');
});

test('no more is read than the limit, whatever the reply says of its length', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1024;
      controller.enqueue(new Uint8Array(1024));
    },
  });
  const fetch = network({ 'https://a.example/': () => new Response(endless) });
  const limits = { ...fetchLimits, maxBytes: 10_000 };
  await expect(fetchDocument('https://a.example/', fetch, limits)).rejects.toThrow('more than 10000 bytes');
  expect(sent).toBeLessThan(20_000);
});

test.each([
  ['answers 404', () => new Response('gone', { status: 404 })],
  ['is empty', () => new Response('')],
])('a document that %s is said to', async (message, reply) => {
  await expect(fetchDocument('https://a.example/', network({ 'https://a.example/': reply }))).rejects.toThrow(
    message,
  );
});

/** Compares the documents of these modules; `outcomes` is what `pnpm upstream diff` does with each. */
async function watchWith(outcomes: Readonly<Record<string, Outcome>>, addresses: Record<string, string>) {
  const folder = folderOf({});
  const commands: string[] = [];
  const run: Run = (program, args) => {
    commands.push([program, ...args].join(' '));
    return Promise.resolve(outcomes[args.at(-1) ?? ''] ?? { code: 0, stdout: 'No drift.\n', stderr: '' });
  };
  const fetch = network(
    Object.fromEntries(Object.values(addresses).map((url) => [url, () => new Response('openapi: 3.0.0')])),
  );
  const modules = ['pins', 'folders'].map((module) => ({ module, address: addresses[module] }));
  const sighting = await watch(modules, { root: folder, folder: join(folder, 'out'), run, fetch });
  const report = readFileSync(join(folder, 'out/report.md'), 'utf8');
  return { ...sighting, report, commands, files: readdirSync(join(folder, 'out')) };
}

const both = { pins: 'https://a.example/pins', folders: 'https://a.example/folders' };

test('where nothing differs there is no drift and no problem', async () => {
  const { drift, problems, report, commands, files } = await watchWith({}, both);
  expect({ drift, problems, report }).toEqual({ drift: false, problems: [], report: 'Nothing differs.\n' });
  expect(files.sort()).toEqual(['folders.yaml', 'pins.yaml', 'report.md']);
  expect(commands[0]).toMatch(/^pnpm --silent run upstream diff .*pins\.yaml --module pins$/);
});

test('the report has the part of each module that differs', async () => {
  const differs = { code: 1, stdout: '- a limit is lower\n', stderr: '' };
  const { drift, problems, report } = await watchWith({ folders: differs }, both);
  expect({ drift, problems, report }).toEqual({
    drift: true,
    problems: [],
    report: '# folders\n\n- a limit is lower\n',
  });
});

test('one that cannot be compared is a problem, and the others are compared all the same', async () => {
  const outcomes = {
    pins: { code: 2, stdout: '', stderr: 'pins.yaml:3: no paths' },
    folders: { code: 1, stdout: '- more\n', stderr: '' },
  };
  const { drift, problems } = await watchWith(outcomes, both);
  expect(drift).toBe(true);
  expect(problems).toEqual([
    expect.stringContaining('pins: pnpm upstream diff ended with 2.\npins.yaml:3: no paths'),
  ]);
});

test('an address that is not set is named, and how to set it', async () => {
  const { problems } = await watchWith({}, { pins: both.pins, folders: '' });
  expect(problems).toEqual([expect.stringContaining('Set the repository variable UPSTREAM_FOLDERS_URL')]);
});

test('a report that would be too long to read says that it is cut', async () => {
  const outcomes = { pins: { code: 1, stdout: 'x'.repeat(500_000), stderr: '' } };
  const { report } = await watchWith(outcomes, both);
  expect(report.length).toBeLessThan(400_200);
  expect(report).toContain('The rest is left out');
});
