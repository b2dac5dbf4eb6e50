import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Orders, Word } from './orders.ts';

/** Processes of worker.ts, which starts many times and is one file of JavaScript for that. */
export interface Workers {
  start(orders: Orders): Worker;
  /** Kills those that run. */
  killAll(): Promise<void>;
  /** The same, and removes the program. */
  stop(): Promise<void>;
}

export interface Worker {
  readonly child: ChildProcess;
  /** How often it has said a word. */
  readonly said: ReadonlyMap<Word, number>;
  /** Calls the function for each word, when it is said. */
  onWord(hear: (word: Word) => void): void;
  /** Lets it begin, as soon as it is up. */
  go(): void;
  /** Resolves when it has connected; rejects if it ends before. */
  readonly up: Promise<unknown>;
  /** Resolves with its exit code; null when it was killed. */
  readonly ended: Promise<number | null>;
}

/** Clients for Redis are not bundled but found from here. */
const folderOfPackages = fileURLToPath(new URL('../../../node_modules/', import.meta.url));

export async function buildWorkers(): Promise<Workers> {
  const folder = await mkdtemp(`${folderOfPackages}.worker-`);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  await bundle(folder).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const running = new Set<Worker>();
  const killAll = async (): Promise<void> => {
    const last = [...running];
    for (const { child } of last) child.kill('SIGKILL');
    await Promise.all(last.map(({ ended }) => ended));
  };
  return {
    start(orders) {
      const worker = startWorker(`${folder}/worker.mjs`, orders);
      running.add(worker);
      void worker.ended.finally(() => running.delete(worker));
      return worker;
    },
    killAll,
    async stop() {
      await killAll();
      await remove();
    },
  };
}

async function bundle(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: {
      noExternal: true,
      external: ['redis', 'ioredis', '@valkey/valkey-glide'],
      resolve: { conditions: ['@cliqkit/source', 'module', 'node'] },
    },
    build: {
      ssr: fileURLToPath(new URL('./worker.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  });
}

function startWorker(program: string, orders: Orders): Worker {
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = new Map<Word, number>();
  const listeners: ((word: Word) => void)[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const word = words.find((each) => each === line);
    if (word === undefined) return; // valkey-glide logs to the standard output.
    said.set(word, (said.get(word) ?? 0) + 1);
    for (const hear of listeners) hear(word);
  });
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(() => child.exitCode);
  const up = new Promise((resolve, reject) => {
    listeners.push((word) => word === 'up' && resolve(word));
    void ended.then((code) => reject(new Error(`a worker ended with ${code} before it was up`)));
  });
  up.catch(() => undefined); // Nobody may wait for it.
  child.stdin.on('error', () => undefined); // It can have been killed before it is told to go.
  return {
    child,
    said,
    onWord: (hear) => void listeners.push(hear),
    go: () => void child.stdin.write('go\n'),
    up,
    ended,
  };
}

const words = [
  'up',
  'sending',
  'no reply',
  'called',
  'store failed',
  'throttled',
  'call failed',
  'done',
] satisfies Word[];
