import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes all files or none: each goes beside its place first, then all are moved. Returns those that changed. */
export async function writeFiles(root: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const changed: { path: string; before: string | undefined; text: string }[] = [];
  for (const [path, text] of files) {
    const before = await readFile(join(root, path), 'utf8').catch(ifMissing);
    if (before !== text) changed.push({ path, before, text });
  }
  const beside = (path: string) => join(root, `${path}.${process.pid}.tmp`);
  const moved: typeof changed = [];
  try {
    for (const { path, text } of changed) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(beside(path), text);
    }
    for (const file of changed) {
      await rename(beside(file.path), join(root, file.path));
      moved.push(file);
    }
  } catch (error) {
    for (const { path, before } of moved) {
      if (before === undefined) await rm(join(root, path), { force: true });
      else await writeFile(join(root, path), before);
    }
    for (const { path } of changed) await rm(beside(path), { force: true });
    throw error;
  }
  return changed.map(({ path }) => path);
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
