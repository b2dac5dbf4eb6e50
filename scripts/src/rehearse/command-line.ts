import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from './commands.ts';

const client = `const headers = { authorization: 'Zoho-oauthtoken ' + process.env.CLIQ_ACCESS_TOKEN };
console.log((await fetch(process.env.CLIQ_API_URL + '/pin-categories', { headers })).status);
`;

/** Throws unless the emulator's command serves another one, as \`npx\` finds it in a project. */
export async function runCommandLine(run: Run, project: string, env: NodeJS.ProcessEnv): Promise<void> {
  await writeFile(join(project, 'client.mjs'), client);
  const command = ['cliqkit-emulator', 'exec', '--', 'node', 'client.mjs'];
  const said = await run('npx', ['--no', ...command], { cwd: project, env, timeoutMs: 60_000 });
  if (said.trim() !== '200') throw new Error(`npx ${command.join(' ')} prints ${said.trim()} and not 200`);
}
