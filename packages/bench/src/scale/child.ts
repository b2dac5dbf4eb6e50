import { measureBytes } from './measure-bytes.ts';
import { measureRate } from './measure-rate.ts';
import { measureWaiting } from './measure-waiting.ts';
import type { Task } from './task.ts';

// Does the task of its argument, and prints what came of it.
const core = import.meta.resolve('@cliqkit/core');
if (!core.endsWith('/dist/index.js')) throw new Error(`What is measured is the build, not ${core}.`);
const task: Task = JSON.parse(process.argv[2] ?? '');

async function outcomeOf(): Promise<object> {
  if (task.kind === 'rate') return await measureRate(task);
  return task.kind === 'bytes' ? await measureBytes(task) : await measureWaiting(task);
}

console.log(JSON.stringify(await outcomeOf()));
process.exit(); // Some libraries leave timers.
