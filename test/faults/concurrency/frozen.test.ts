import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { isCliqError } from 'cliqkit';
import { describe, expect, onTestFinished } from 'vitest';
import { carries } from '../carry.ts';
import { everyClass, read } from '../support/calls.ts';
import { cliqAt } from '../support/cliq-at.ts';

interface Answered {
  readonly answered: number;
  readonly method: string;
}

/** A server in another thread, whose connections die a moment after their reply. */
async function serverApart(how: 'reset' | 'closed') {
  const worker = new Worker(new URL('./stale-server.mjs', import.meta.url), { workerData: { how } });
  onTestFinished(async () => void (await worker.terminate()));
  const [{ port }] = await once(worker, 'message');
  const answers: Answered[] = [];
  worker.on('message', (answer: Answered) => answers.push(answer));
  return { origin: `http://127.0.0.1:${port}`, answers };
}

/** Stops this thread, as a serverless function is frozen between two calls. */
function freeze(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

const cells = everyClass.flatMap((call) =>
  (['reset', 'closed'] as const).map((how) => [call.retry, how, call] as const),
);

describe('a process that was frozen', () => {
  carries.each(
    'C14',
    cells,
    'and wakes to a connection that is dead (%s, %s) repeats what it may, and says what it does not know',
    async ([, how, call]) => {
      const { origin, answers } = await serverApart(how);
      const cliq = cliqAt(origin);
      await read.run(cliq);
      freeze(45);
      const result = await call.run(cliq).then(
        () => 'done',
        (error: unknown) => error,
      );
      await new Promise((resolve) => setTimeout(resolve, 20));
      const answered = answers.length - 1;
      if (result === 'done') expect(answered).toBe(1);
      else {
        // A message may be on that connection, or not: it is not sent again.
        expect(call.retry).toBe('never');
        expect(isCliqError(result)).toBe(true);
        expect(result).toMatchObject({ name: 'ConnectionError', outcome: 'unknown', attempts: 1 });
        expect(answered).toBe(0);
      }
    },
  );
});
