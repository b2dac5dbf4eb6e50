import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { plainEnvironment } from '../frame/plain-environment.ts';

export const versions = ['5.9', '7'] as const;
/** A version of TypeScript. */
export type Version = (typeof versions)[number];

/** What `--extendedDiagnostics` says. */
export interface Cost {
  readonly instantiations: number;
  readonly types: number;
  readonly checkMs: number;
  readonly totalMs: number;
  readonly memoryMiB: number;
}

const run = promisify(execFile);

/** A file of the package of a version of TypeScript. */
export function fileOf(version: Version, path: string): string {
  return fileURLToPath(new URL(`../../node_modules/typescript-${version}/${path}`, import.meta.url));
}

/**
 * Compiles with `tsc -p`, in a process of its own.
 *
 * @throws Error with what the compiler says if it finds a mistake.
 */
export async function compile(version: Version, config: string): Promise<Cost> {
  const args = [fileOf(version, 'bin/tsc'), '-p', config, '--extendedDiagnostics'];
  const { stdout } = await run(process.execPath, args, { env: plainEnvironment() }).catch(
    (error: Error & { stdout?: string }) => {
      const found = error.stdout?.split('\n').filter((line) => line.includes('error TS')) ?? [];
      throw new Error(
        `TypeScript ${version} refuses ${config}; is \`pnpm build\` done? ${found.join('\n')}`,
        {
          cause: error,
        },
      );
    },
  );
  const number = (label: string): number => {
    const line = stdout.split('\n').find((text) => text.startsWith(`${label}:`));
    const value = Number.parseFloat(line?.slice(label.length + 1) ?? '');
    if (Number.isNaN(value)) throw new Error(`TypeScript ${version} says no ${label}`);
    return value;
  };
  return {
    instantiations: number('Instantiations'),
    types: number('Types'),
    checkMs: number('Check time') * 1000,
    totalMs: number('Total time') * 1000,
    memoryMiB: number('Memory used') / 1024,
  };
}
