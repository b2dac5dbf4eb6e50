import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, so that it does not share a thread with what measures it. */
export interface Child {
  /** Asks it something and gives what it answers. */
  ask(question: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a file of `children/`, which answers questions that come as messages.
 *
 * @throws Error if it ends before it answers.
 */
export async function startChild(name: string, args: readonly string[] = []): Promise<Child> {
  const file = fileURLToPath(new URL(`../children/${name}.ts`, import.meta.url));
  const child = fork(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const gone = once(child, 'exit');
  const answer = async (): Promise<string> => {
    const ended = gone.then(([code]) => {
      throw new Error(`${name} has ended with ${code}`);
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
