import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { plainEnvironment } from '../../frame/plain-environment.ts';
import { readFramed } from './framed.ts';

/** Answers that somebody waits for, by the number of the request. */
export interface Exchange {
  readonly input: ChildProcessWithoutNullStreams['stdin'];
  /** Waits for the answer to a request. Rejects if the server ends first. */
  answerTo(id: number): Promise<unknown>;
  /** Hands an answer to who waits for it. */
  settle(id: number, answer: unknown): void;
  stop(): Promise<void>;
}

/** Starts a language server with node. `onMessage` gets what it says. */
export function startProcess(args: readonly string[], onMessage: (message: unknown) => void): Exchange {
  const child = spawn(process.execPath, args, { env: plainEnvironment() });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(reason: unknown): void }>();
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const gone = once(child, 'exit').then(([code]) => {
    for (const { reject } of waiting.values()) {
      reject(new Error(`${args.join(' ')} has ended with ${code}: ${said}`));
    }
  });
  readFramed(child.stdout, onMessage);
  return {
    input: child.stdin,
    answerTo: (id) => new Promise((resolve, reject) => waiting.set(id, { resolve, reject })),
    settle(id, answer) {
      waiting.get(id)?.resolve(answer);
      waiting.delete(id);
    },
    async stop() {
      child.kill();
      await gone;
    },
  };
}
