import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Described } from './descriptor.ts';

/** ` * @remarks addPinnedMessage: …`: the generator owns what follows the colon. */
const remark = /^(\s*\*\s@remarks\s)(\w+):.*$/gm;

/**
 * The sources of the wrapper packages with the facts of each operation written into the TSDoc of its method, so that
 * a changed limit shows in every editor. Only lines that start with `@remarks <operationId>:` are touched.
 */
export async function hoverFacts(
  root: string,
  packages: string[],
  descriptors: Described[],
): Promise<Map<string, string>> {
  const facts = new Map(descriptors.map((descriptor) => [descriptor.id, descriptor.facts]));
  const files = new Map<string, string>();
  for (const name of packages) {
    const folder = `packages/${name}/src`;
    const entries = await readdir(resolve(root, folder), { recursive: true }).catch(() => []);
    for (const entry of entries.filter((path) => path.endsWith('.ts')).sort()) {
      const path = `${folder}/${entry.replaceAll('\\', '/')}`;
      files.set(path, refresh(await readFile(resolve(root, path), 'utf8'), facts, path));
    }
  }
  return files;
}

function refresh(source: string, facts: Map<string, string>, path: string): string {
  return source.replace(remark, (_line, start: string, id: string) => {
    const text = facts.get(id);
    if (text === undefined) throw new Error(`${path}: "@remarks ${id}:" names no operation of specs/.`);
    return `${start}${id}: ${text}`;
  });
}
