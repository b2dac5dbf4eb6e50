import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** A folder of a test, and file-program.ts as one file of JavaScript: it starts many times, and must not be compiled each time. */
export interface Workplace {
  /** Where tokens can be kept. Does not exist yet. */
  readonly path: string;
  readonly program: string;
  remove(): Promise<void>;
}

export async function makeWorkplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'cliqkit-files-'));
  await chmod(folder, 0o711); // A process that gives up its rights goes through it.
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, resolve: { conditions: ['@cliqkit/source', 'module', 'node'] } },
    build: {
      ssr: fileURLToPath(new URL('./file-program.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  });
  return {
    path: join(folder, 'tokens'),
    program: join(folder, 'program.mjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A running process of file-program.ts. */
export interface Started {
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly lines: readonly string[];
  /** The next line that it says; fails if it ends before. */
  nextLine(): Promise<string>;
  /** When it has ended and all of its lines are here. */
  readonly ended: Promise<unknown>;
}

export function start(program: string, args: readonly string[], wrapper: readonly string[] = []): Started {
  const [command = '', ...rest] = [...wrapper, process.execPath, program, ...args];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]);
  return {
    child,
    lines,
    ended,
    async nextLine() {
      const said = lines.length;
      const line = once(reader, 'line').then(([text]) => String(text));
      return Promise.race([
        line,
        ended.then(() => {
          const late = lines[said];
          if (late === undefined) throw new Error('the process has ended without a word');
          return late;
        }),
      ]);
    },
  };
}
