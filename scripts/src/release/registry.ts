import type { Run } from './run.ts';

/** The integrity of a version as the registry serves it to everyone; undefined where it does not. */
export async function publishedIntegrity(
  run: Run,
  { name, version }: { readonly name: string; readonly version: string },
): Promise<string | undefined> {
  const id = `${name}@${version}`;
  const { code, stdout, stderr } = await run('npm', [
    'view',
    id,
    'dist.integrity',
    '--json',
    '--prefer-online',
  ]);
  const answer = parse(stdout);
  if (code === 0 && typeof answer === 'string') return answer;
  // Older npm prints nothing where the package exists and the version does not.
  if (code === 0 && stdout.trim() === '') return undefined;
  if (errorCode(answer) === 'E404') return undefined;
  throw new Error(
    `npm view ${id} ended with ${code}, so it is not known whether it is published.\n${stderr}`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorCode(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
  const { error } = answer;
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
