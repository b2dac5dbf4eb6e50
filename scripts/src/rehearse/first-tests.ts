import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeBlocks } from './code-blocks.ts';
import { CommandFailure } from './command-failure.ts';
import type { Run } from './commands.ts';

const most = { lines: 12 };
const runners = {
  'cliq.test.ts': [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--dir', 'test'],
  'cliq.test.mjs': ['--test'],
};

/** The files under "First test" in the README of the emulator, by their names. */
export function firstTests(readme: string): Map<string, string> {
  const files = codeBlocks(readme, 'First test').filter(({ name }) => name !== '');
  const tooLong = files.find(({ code }) => code.trimEnd().split('\n').length > most.lines);
  if (tooLong !== undefined)
    throw new Error(`${tooLong.name} in ${readme} has more than ${most.lines} lines`);
  return new Map(files.map(({ name, code }) => [name, code]));
}

/** Throws unless each first test passes as it is shown, and, with a wrong expectation, fails and prints what has arrived. */
export async function runFirstTests(
  run: Run,
  project: string,
  env: NodeJS.ProcessEnv,
  readme: string,
): Promise<string[]> {
  const files = firstTests(readme);
  await mkdir(join(project, 'test'));
  for (const [name, args] of Object.entries(runners)) {
    const code = files.get(name);
    if (code === undefined) throw new Error(`${readme} shows no ${name}`);
    const broken = name.replace('cliq', 'broken');
    await writeFile(join(project, 'test', name), code);
    await writeFile(
      join(project, 'test', broken),
      code.replace(/'Release'(?![\s\S]*'Release')/, "'Relapse'"),
    );
    const test = (file: string): Promise<string> =>
      run(process.execPath, [...args, join('test', file)], { cwd: project, env, timeoutMs: 60_000 });
    await test(name);
    const said = await outputOfFailure(test(broken), broken);
    if (!/what has arrived in "a new folder comes last"[\s\S]*createPinCategory/.test(said))
      throw new Error(`the broken ${name} does not print what has arrived: ${said}`);
  }
  return Object.keys(runners);
}

async function outputOfFailure(running: Promise<string>, name: string): Promise<string> {
  try {
    await running;
  } catch (error) {
    if (error instanceof CommandFailure) return error.output;
    throw error;
  }
  throw new Error(`${name} passes, and should not`);
}
