import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Outcome, Plan } from './plan.ts';

/** For counting bytes: nothing is collected within a batch, and nothing is compiled beside it. */
const countingFlags = ['--expose-gc', '--min-semi-space-size=128', '--max-semi-space-size=128'];

/** Runs one plan in a process of its own. */
export async function runPlan(file: string, plan: Plan): Promise<readonly Outcome[]> {
  const { NODE_OPTIONS: _none, ...env } = process.env;
  const child = fork(file, [], {
    execArgv: plan.bytes ? countingFlags : [],
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process that makes the calls has ended with ${code}`);
  });
  child.send(plan);
  const [outcomes] = await Promise.race([once(child, 'message'), ended]);
  await ended.catch(() => undefined); // It ends by itself.
  return outcomes;
}
