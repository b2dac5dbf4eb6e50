import { readFileSync } from 'node:fs';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A project of its own, whose specs differ from the documents in fixtures/ where its deviations say so. See its README. */
export const standIn: string = fileURLToPath(new URL('./stand-in', import.meta.url));

/** The file of a document as upstream publishes it. */
export function publishedFile(module: string): string {
  return fileURLToPath(new URL(`./fixtures/${module}.yaml`, import.meta.url));
}

export function publishedText(module: string): string {
  return readFileSync(publishedFile(module), 'utf8');
}

/** A copy that a test may write to, gone when the test ends. */
export async function copyStandIn(): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'cliqkit-stand-in-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await cp(standIn, root, { recursive: true });
  return root;
}
