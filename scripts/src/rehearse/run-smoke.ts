import { join } from 'node:path';
import type { Run } from './commands.ts';
import type { Runtime } from './runtimes.ts';
import { serveFolder } from './serve-folder.ts';

/** The project that the smoke test runs in. */
export interface SmokeProject {
  readonly folder: string;
  /** The emulator's command. */
  readonly emulator: string;
  /** The compiled programs. */
  readonly dist: string;
  /** The bundled ones. */
  readonly bundle: string;
  /** The programs that drive workerd and Chromium. */
  readonly runtimes: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface SmokeResult {
  /** As the runtime itself says it: `Deno 2.9.5`. */
  readonly runtime: string;
  readonly held: readonly string[];
}

/** Runs the smoke test in a runtime, against an emulator that lives as long as it. */
export async function runSmoke(run: Run, runtime: Runtime, project: SmokeProject): Promise<SmokeResult> {
  const { folder, emulator, dist, bundle, runtimes } = project;
  const exec = async (command: readonly string[], ...options: string[]): Promise<SmokeResult> => {
    // --strict: a call beyond a limit fails the test, too.
    const args = [emulator, 'exec', '--strict', ...options, '--', ...command];
    return readResult(
      await run(process.execPath, args, { cwd: folder, env: project.env, timeoutMs: 90_000 }),
    );
  };
  const [program] = runtime.command;
  switch (runtime.kind) {
    case 'process':
      return exec([...runtime.command, join(dist, 'process.js')]);
    case 'worker':
      return exec([process.execPath, join(runtimes, 'in-workerd.mjs'), join(bundle, 'worker.js')]);
    case 'page': {
      const page = await serveFolder(bundle);
      try {
        const driver = [
          process.execPath,
          join(runtimes, 'in-chromium.mjs'),
          program,
          page.origin,
          '/smoke.js',
        ];
        return await exec(driver, '--origin', page.origin);
      } finally {
        await page.close();
      }
    }
  }
}

function readResult(printed: string): SmokeResult {
  const [last = ''] = printed.trimEnd().split('\n').slice(-1);
  // The programs of the consumer print this as their last line.
  const result = JSON.parse(last) as SmokeResult;
  if (result.held.length === 0) throw new Error('the smoke test looked at nothing');
  return result;
}
