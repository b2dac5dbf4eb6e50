import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from './commands.ts';

/** How a project resolves modules: `module` and `moduleResolution`. */
export const resolutions = {
  node16: ['node16', 'node16'],
  nodenext: ['nodenext', 'nodenext'],
  bundler: ['esnext', 'bundler'],
} as const;

export interface Compilation {
  readonly project: string;
  /** The compiler: its `bin/tsc`. */
  readonly tsc: string;
  readonly resolution: keyof typeof resolutions;
  /** The folder with the sources. */
  readonly include: string;
  readonly outDir: string;
  /** Other compiler options. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Compiles a folder of a project, with the types of the packages checked, too. */
export async function compile(run: Run, env: NodeJS.ProcessEnv, what: Compilation): Promise<void> {
  const [module, moduleResolution] = resolutions[what.resolution];
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    strict: true,
    exactOptionalPropertyTypes: true,
    module,
    moduleResolution,
    rewriteRelativeImportExtensions: true,
    rootDir: what.include,
    outDir: what.outDir,
    types: ['node'],
    skipDefaultLibCheck: true, // TypeScript's own.
    ...what.options,
  };
  const config = `tsconfig-${what.outDir}.json`;
  await writeFile(
    join(what.project, config),
    JSON.stringify({ compilerOptions, include: [what.include] }, undefined, 2),
  );
  await run(process.execPath, [what.tsc, '-p', config], { cwd: what.project, env, timeoutMs: 120_000 });
}
