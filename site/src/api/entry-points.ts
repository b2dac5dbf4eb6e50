import { join } from 'node:path';
import type { DocumentationEntryPoint } from 'typedoc';
import ts from 'typescript';
import { packages } from '../content/packages.ts';
import { root } from '../paths.ts';
import { documentedSources } from './documented-source.ts';

/** Names of what can be imported, in the order of the navigation. */
export const moduleNames: readonly string[] = packages.flatMap(({ name, entries }) => [
  name,
  ...entries.map(([path]) => name + path),
]);

/** What can be imported, with the source of each: one program, so that a re-export leads to what it exports. */
export function entryPoints(): DocumentationEntryPoint[] {
  // TypeDoc describes a thing where it comes first: what others build on goes before those who hand it on.
  const places = packages.toReversed().flatMap(({ name, folder, entries }) =>
    [['', 'src/index.ts'] as const, ...entries].map(([path, source]) => ({
      displayName: name + path,
      file: join(root, folder, source),
    })),
  );
  const path = join(root, 'site/tsconfig.packages.json');
  const config = ts.getParsedCommandLineOfConfigFile(
    path,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic(problem) {
        throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
      },
    },
  );
  if (config === undefined) throw new Error(`${path} cannot be read`);
  const program = ts.createProgram(
    places.map(({ file }) => file),
    config.options,
    documentedSources(config.options),
  );
  return places.map(({ displayName, file }) => {
    const sourceFile = program.getSourceFile(file);
    if (sourceFile === undefined) throw new Error(`${file}, where ${displayName} begins, does not exist`);
    return { displayName, program, sourceFile };
  });
}
