import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modules } from '../paths.ts';
import { readTheme, themeFile } from '../theme/theme-file.ts';
import { splitRedocPage } from './redoc-page.ts';
import { publishedDocument } from './reference-places.ts';
import { withFacts } from './with-facts.ts';

const redocly = fileURLToPath(new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url));
const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true', NO_COLOR: '1' };

function buildDocs(input: string, output: string): string {
  // An empty configuration: that of the repository is for linting, and would be searched for.
  const args = [
    redocly,
    'build-docs',
    input,
    '-o',
    output,
    '--inlineBundle',
    '--template',
    themeFile('reference.hbs'),
    '--lint-config=off',
  ];
  try {
    execFileSync(process.execPath, args, { env: { ...process.env, ...quiet }, stdio: 'pipe' });
  } catch (cause) {
    throw new Error(`redocly build-docs has failed for ${input}`, { cause });
  }
  return readFileSync(output, 'utf8');
}

/** Writes the HTTP reference, a page for each module, to `folder`. */
export function renderReference(folder: string): void {
  const work = mkdtempSync(join(tmpdir(), 'cliqkit-reference-'));
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(join(folder, 'reference.css'), readTheme('palette.css', 'reference.css'));
    writeFileSync(join(folder, 'colour-scheme.js'), readTheme('colour-scheme.js'));
    for (const name of modules) {
      const input = join(work, `${name}.json`);
      writeFileSync(input, JSON.stringify(withFacts(publishedDocument(name))));
      const page = splitRedocPage(buildDocs(input, join(work, `${name}.html`)), {
        program: 'redoc.js',
        data: `${name}.js`,
      });
      writeFileSync(join(folder, `${name}.html`), page.html);
      writeFileSync(join(folder, `${name}.js`), page.data);
      writeFileSync(join(folder, 'redoc.js'), page.program);
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}
