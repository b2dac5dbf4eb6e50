// Bundles the JavaScript of the package in the current directory, one file for each entry of its `exports`; tsc makes the types.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const sources = Object.values(manifest.exports).flatMap((entry) => entry['@cliqkit/source'] ?? []);
const nameOf = (source) => source.replace(/^\.\/src\/|\.ts$/g, '');
const files = new Map(sources.map((source) => [resolve(source), `./${nameOf(source)}.js`]));

/** Other entries are files of their own, and what is imported by a name is installed beside this package. */
const otherThan = (source) => (id) =>
  id !== resolve(source) && (files.has(id) || !/^[./\0]|^[A-Za-z]:\\/.test(id));

export default sources.map((source, index) => ({
  input: { [nameOf(source)]: source },
  external: otherThan(source),
  platform: 'neutral',
  transform: { target: 'es2022' },
  output: {
    dir: 'dist',
    cleanDir: index === 0,
    format: 'esm',
    paths: (id) => files.get(id) ?? id,
    // Doc comments stand in the types, the others in `src`, to which the maps lead.
    comments: { annotation: true, legal: true, jsdoc: false },
    sourcemap: true,
    sourcemapExcludeSources: true,
  },
  logLevel: 'warn',
}));
