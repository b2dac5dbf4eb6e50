import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const sources = join(root, 'inspector/src');
const program = join(root, 'dist/inspector/main.js');
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

function isCurrent(): boolean {
  if (!existsSync(program)) return false;
  const built = statSync(program).mtimeMs;
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  return names.every((name) => statSync(join(sources, name)).mtimeMs <= built);
}

/** Compiles the program of the page, unless the build has done so since its sources were changed. */
export function buildInspector(): void {
  if (isCurrent()) return;
  try {
    // Types are the concern of another gate; and those of the admin API come from a build that need not have been.
    execFileSync(process.execPath, [tsc, '-p', 'tsconfig.inspector.json', '--noCheck'], {
      cwd: root,
      stdio: 'pipe',
    });
  } catch (cause) {
    if (!isCurrent()) throw new Error('The inspector does not compile', { cause });
  }
}
