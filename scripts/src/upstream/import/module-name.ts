import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** Names that the packages need for themselves. */
const ours = `
    common index types descriptor operations generated openapi upstream deviations core cliqkit
    emulator node redis bench scripts site test all
`;

/** Words that TypeScript does not take as a name. */
const keywords = `
    arguments await break case catch class const continue debugger default delete do else enum eval
    export extends false finally for function if implements import in instanceof interface let new
    null package private protected public return static super switch this throw true try typeof
    undefined var void while with yield any boolean never number object string symbol unknown
`;

const reserved = new Set(`${ours}${keywords}`.split(/\s+/));

/** What is wrong with the name of a module, or undefined. It becomes the name of files, of a package and of a variable. */
export async function wrongModuleName(
  root: string,
  name: string,
  modules: readonly string[],
): Promise<string | undefined> {
  const rule = 'a module has a name of 2 to 30 lower-case letters and digits, such as reminders';
  if (!/^[a-z][a-z0-9]{1,29}$/.test(name))
    return `${JSON.stringify(name.slice(0, 60))} cannot be a module: ${rule}.`;
  if (reserved.has(name)) return `${name} cannot be a module: the name is taken by something else.`;
  if (modules.includes(name)) return undefined;
  for (const path of [`packages/types/src/${name}.ts`, `packages/${name}/package.json`]) {
    const there = await access(join(root, path)).then(
      () => true,
      () => false,
    );
    if (there) return `${name} cannot be a module: ${path} is something else already.`;
  }
  return undefined;
}
