// Checks the package in the current directory as users will get it: packed by pnpm, then read back from the tarball.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
const windows = process.platform === 'win32';

/** Runs the command-line program of an installed package with this Node. What it prints is shown only if it fails. */
function runBin(name, bin, args) {
  const folder = join(modules, name);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const program = join(folder, typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin]);
  execFileSync(process.execPath, [program, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

const tar = (...args) => execFileSync('tar', args, { cwd: folder, encoding: 'utf8' });

const folder = mkdtempSync(join(tmpdir(), 'cliqkit-pack-'));
try {
  const tarball = join(folder, 'package.tgz');
  execFileSync('pnpm', ['pack', '--out', tarball], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: windows,
  });

  const files = tar('-tzf', 'package.tgz').split(/\r?\n/);
  tar('-xzf', 'package.tgz');
  const manifest = readFileSync(join(folder, 'package/package.json'), 'utf8');
  const bundled = files
    .filter((name) => name.endsWith('.js.map'))
    .flatMap((name) => {
      const { sources } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      return sources.map((source) => ({ name, source: posix.join(posix.dirname(name), source) }));
    });
  const problems = [
    ...['LICENSE', 'README.md']
      .filter((name) => !files.includes(`package/${name}`))
      .map((name) => `${name} is missing`),
    ...files.filter((name) => name.endsWith('.tsbuildinfo')).map((name) => `${name} does not belong in it`),
    ...bundled
      .filter(({ source }) => !files.includes(source))
      .map(({ name, source }) => `${name} leads to ${source}, which is missing`),
    // Two copies of a class or of what a module remembers would not know of each other.
    ...bundled.flatMap(({ name, source }, index) => {
      const first = bundled.findIndex((other) => other.source === source);
      return first === index ? [] : [`${source} is in ${bundled[first].name} and in ${name}`];
    }),
    ...['workspace:', 'catalog:', '@cliqkit/source']
      .filter((text) => manifest.includes(text))
      .map((text) => `package.json still says ${text}`),
  ];
  if (problems.length > 0) throw new Error(`${JSON.parse(manifest).name}, packed: ${problems.join('; ')}`);

  runBin('publint', 'publint', ['--strict', tarball]);
  runBin('@arethetypeswrong/cli', 'attw', [tarball, '--profile', 'esm-only', '--no-color', '--no-emoji']);
  const { name } = JSON.parse(manifest);
  console.log(`${name}: ${files.filter(Boolean).length} files packed; publint and attw find nothing`);
} catch (error) {
  console.error(error.stdout ?? '', error.stderr ?? '', error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
