// What a stranger gets: packs every public package, installs the tarballs in an empty project outside the workspace,
// compiles the tour there with TypeScript 5.9 and 7, under three module resolutions, and runs it.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'cliqkit-consumer-'));
const onWindows = process.platform === 'win32';
const run = (command, args, cwd) => execFileSync(command, args, { cwd, encoding: 'utf8', shell: onWindows });

try {
  const dependencies = {};
  for (const name of readdirSync(join(root, 'packages'))) {
    const folder = join(root, 'packages', name);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (manifest.private) continue;
    run('pnpm', ['pack', '--out', join(project, `${name}.tgz`)], folder);
    dependencies[manifest.name] = `file:${name}.tgz`;
  }
  const types = {
    '@types/node': JSON.parse(readFileSync(join(root, 'node_modules/@types/node/package.json'), 'utf8'))
      .version,
  };
  const manifest = {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies,
    devDependencies: types,
    overrides: dependencies,
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], project);
  mkdirSync(join(project, 'src'));
  cpSync(join(root, 'examples/tour/src'), join(project, 'src'), { recursive: true });

  const compilers = {
    5.9: 'examples/tour/node_modules/typescript-5.9/bin/tsc',
    7: 'node_modules/typescript/bin/tsc',
  };
  const resolutions = {
    node16: ['node16', 'node16'],
    nodenext: ['nodenext', 'nodenext'],
    bundler: ['esnext', 'bundler'],
  };
  for (const [version, path] of Object.entries(compilers)) {
    for (const [name, [module, moduleResolution]] of Object.entries(resolutions)) {
      const compilerOptions = {
        target: 'es2022',
        lib: ['es2023', 'dom', 'dom.iterable'],
        strict: true,
        exactOptionalPropertyTypes: true,
        module,
        moduleResolution,
        rewriteRelativeImportExtensions: true,
        rootDir: 'src',
        outDir: `dist-${version}`,
        types: ['node'],
      };
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
      run(process.execPath, [resolve(root, path), '-p', project], project);
      console.log(`compiles with TypeScript ${version}, ${name}`);
    }
    const output = run(process.execPath, [join(project, `dist-${version}`, 'main.js')], project);
    console.log(`runs: ${output.trim().split('\n').at(-1)}`);
  }
} catch (error) {
  console.error(error.stdout ?? '', error.stderr ?? '', error.message);
  process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}
