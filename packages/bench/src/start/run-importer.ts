import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Packages are found from here. */
const benchFolder = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a process that imports packages and does nothing else; gives the milliseconds until it has ended. It gets none of the
 * options of this process, so the packages are those that are built.
 *
 * @throws Error when the process fails.
 */
export async function runImporter(
  packages: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const imports = packages.map((name) => `import ${JSON.stringify(name)};`);
  // Without any text Node would not start a module.
  const source = [...imports, 'export {};'].join('\n');
  const { NODE_OPTIONS: _, NODE_V8_COVERAGE: __, ...inherited } = process.env;
  const before = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: benchFolder,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  const ms = performance.now() - before;
  if (code !== 0)
    throw new Error(`importing ${packages.join(', ')} fails; \`pnpm build\` makes what it needs`);
  return ms;
}
