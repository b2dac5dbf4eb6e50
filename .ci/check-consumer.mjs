// What a stranger gets: packs every public package, installs the tarballs in an empty project outside the workspace,
// compiles the tour there with TypeScript 5.9 and 7, under three module resolutions, and runs it. Then the first tests that
// the README of the emulator shows, also broken ones, and the emulator's command line.
import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = realpathSync(mkdtempSync(join(tmpdir(), 'cliqkit-consumer-')));
const onWindows = process.platform === 'win32';
const most = { lines: 12 };

const read = (path) => readFileSync(join(root, path), 'utf8');
const write = (path, text) => writeFileSync(join(project, path), text);
const versionOf = (name) => JSON.parse(read(`node_modules/${name}/package.json`)).version;

async function run(command, args, cwd = project) {
  const { stdout } = await promisify(execFile)(command, args, { cwd, encoding: 'utf8', shell: onWindows });
  return stdout;
}

/** What a command that has to fail says. */
async function fail(command, args) {
  const { code, stdout, stderr } = await run(command, args).catch((error) => error);
  if (code === undefined) throw new Error(`${args.join(' ')} passes, and should not`);
  return stdout + stderr;
}

function report(error) {
  console.error(error.stdout ?? '', error.stderr ?? '', error.message);
  process.exitCode = 1;
}

/** Packs every public package. Gives what the project depends on. */
async function pack() {
  const packed = readdirSync(join(root, 'packages')).map(async (name) => {
    const manifest = JSON.parse(read(`packages/${name}/package.json`));
    if (manifest.private) return [];
    await run('pnpm', ['pack', '--out', join(project, `${name}.tgz`)], join(root, 'packages', name));
    return [[manifest.name, `file:${name}.tgz`]];
  });
  return Object.fromEntries((await Promise.all(packed)).flat());
}

async function install() {
  const dependencies = await pack();
  const manifest = {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies,
    devDependencies: { '@types/node': versionOf('@types/node'), vitest: versionOf('vitest') },
    overrides: dependencies,
  };
  write('package.json', JSON.stringify(manifest));
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']);
}

const compilers = {
  5.9: 'examples/tour/node_modules/typescript-5.9/bin/tsc',
  7: 'node_modules/typescript/bin/tsc',
};

async function compile(version, name, [module, moduleResolution], include, changes = {}) {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    strict: true,
    exactOptionalPropertyTypes: true,
    module,
    moduleResolution,
    rewriteRelativeImportExtensions: true,
    rootDir: include,
    outDir: `dist-${version}`,
    types: ['node'],
    ...changes,
  };
  const config = `tsconfig-${version}-${include}.json`;
  write(config, JSON.stringify({ compilerOptions, include: [include] }));
  await run(process.execPath, [resolve(root, compilers[version]), '-p', config]);
  console.log(`compiles ${include} with TypeScript ${version}, ${name}`);
}

async function takeTour(version) {
  const resolutions = {
    node16: ['node16', 'node16'],
    nodenext: ['nodenext', 'nodenext'],
    bundler: ['esnext', 'bundler'],
  };
  for (const [name, resolution] of Object.entries(resolutions))
    await compile(version, name, resolution, 'src');
  const output = await run(process.execPath, [join(`dist-${version}`, 'main.js')]);
  console.log(`runs: ${output.trim().split('\n').at(-1)}`);
}

/** The files under "First test" in the README of the emulator, by their names. */
function firstTests() {
  const [, section = ''] = read('packages/emulator/README.md').split(/^## First test$/m);
  const [shown = ''] = section.split(/^## /m);
  const files = [...shown.matchAll(/^```[jt]s (\S+)\n([\s\S]*?)^```$/gm)].map(([, name, text]) => [
    name,
    text,
  ]);
  const tooLong = files.find(([, text]) => text.trimEnd().split('\n').length > most.lines);
  if (tooLong !== undefined) throw new Error(`${tooLong[0]} in the README has more than ${most.lines} lines`);
  return Object.fromEntries(files);
}

async function runFirstTests() {
  const runners = {
    'cliq.test.ts': [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--dir', 'test'],
    'cliq.test.mjs': ['--test'],
  };
  const files = firstTests();
  mkdirSync(join(project, 'test'));
  for (const [name, args] of Object.entries(runners)) {
    const text = files[name];
    if (text === undefined) throw new Error(`the README shows no ${name}`);
    const broken = name.replace('cliq', 'broken');
    write(join('test', name), text);
    write(join('test', broken), text.replace(/'Release'(?![\s\S]*'Release')/, "'Relapse'"));
    await run(process.execPath, [...args, join('test', name)]);
    const said = await fail(process.execPath, [...args, join('test', broken)]);
    if (!/what has arrived in "a new folder comes last"[\s\S]*createPinCategory/.test(said))
      throw new Error(`the broken ${name} does not print what has arrived: ${said}`);
    console.log(`passes as the README shows it, and explains itself when broken: ${name}`);
  }
  // The types of a test runner are not ours to check.
  await compile('7', 'nodenext', ['nodenext', 'nodenext'], 'test', { skipLibCheck: true, noEmit: true });
}

async function runCommandLine() {
  write(
    'client.mjs',
    `const headers = { authorization: 'Zoho-oauthtoken ' + process.env.CLIQ_ACCESS_TOKEN };
     console.log((await fetch(process.env.CLIQ_API_URL + '/pin-categories', { headers })).status);`,
  );
  const said = await run('npx', ['--no', 'cliqkit-emulator', 'exec', '--', 'node', 'client.mjs']);
  if (said.trim() !== '200') throw new Error(`npx cliqkit-emulator exec says ${said}`);
  console.log('serves: npx cliqkit-emulator exec -- node client.mjs');
}

try {
  await install();
  cpSync(join(root, 'examples/tour/src'), join(project, 'src'), { recursive: true });
  const parts = [...Object.keys(compilers).map(takeTour), runFirstTests().then(runCommandLine)];
  // All of them come to an end before their folder goes.
  for (const { reason } of await Promise.allSettled(parts)) if (reason !== undefined) report(reason);
} catch (error) {
  report(error);
} finally {
  rmSync(project, { recursive: true, force: true });
}
