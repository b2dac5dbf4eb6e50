import { fork } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plainEnvironment } from './plain-environment.ts';

/** A server in a process of its own, so that it does not share a thread with what measures it. */
export interface Child {
  /** Asks it something and gives what it answers. */
  ask(question: string): Promise<string>;
  stop(): Promise<void>;
}

/** How a process runs. */
interface ChildOptions {
  readonly args?: readonly string[];
  /** Whether it takes the packages as they are built, and as users get them, and not their sources. */
  readonly built?: boolean;
}

/**
 * Starts a file that answers questions which come as messages: one of `children/` by its name, or any by its URL.
 *
 * @throws Error if it ends before it answers.
 */
export async function startChild(
  file: string | URL,
  { args = [], built = false }: ChildOptions = {},
): Promise<Child> {
  const path = fileURLToPath(file instanceof URL ? file : new URL(`../children/${file}.ts`, import.meta.url));
  const child = fork(path, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...(built && { execArgv: ['--import', import.meta.resolve('tsx')], env: plainEnvironment() }),
  });
  const gone = once(child, 'exit');
  const answer = async (): Promise<string> => {
    const ended = gone.then(([code]) => {
      throw new Error(
        `${basename(path)} has ended with ${code}; \`pnpm build\` makes the packages that it may need`,
      );
    });
    const [text] = await Promise.race([once(child, 'message'), ended]);
    return String(text);
  };
  await answer();
  return {
    async ask(question) {
      const answered = answer();
      child.send(question);
      return await answered;
    },
    async stop() {
      child.kill();
      await gone;
    },
  };
}
