import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, without a shell: no argument is ever read as a command. */
export type Run = (
  program: string,
  args: readonly string[],
  options?: { readonly cwd?: string },
) => Promise<Outcome>;

const largestOutput = 64 * 1024 * 1024;

export const run: Run = async (program, args, options = {}) => {
  try {
    const done = await promisify(execFile)(program, [...args], {
      ...options,
      encoding: 'utf8',
      maxBuffer: largestOutput,
    });
    return { code: 0, ...done };
  } catch (error) {
    // A program that ran and failed has an exit code; one that could not be started has a name such as ENOENT.
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'number')) throw error;
    const { stdout, stderr } = Object.assign({ stdout: '', stderr: '' }, error);
    return { code: error.code, stdout, stderr };
  }
};

/** What a program prints that must not fail. */
export async function mustRun(
  run: Run,
  program: string,
  args: readonly string[],
  options?: { readonly cwd?: string },
): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, options);
  if (code !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${code}.\n${stdout}${stderr}`.trimEnd());
  return stdout;
}
