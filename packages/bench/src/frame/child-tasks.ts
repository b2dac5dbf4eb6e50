import type { Child } from '../frame/start-child.ts';

/** Tells the parent that this process is ready, and does the tasks that it sends. Ends with the parent, or with an error. */
export function doTasks<Task>(handle: (task: Task) => Promise<unknown>): void {
  process.on('disconnect', () => process.exit());
  process.on('message', async (text) => {
    const task: Task = JSON.parse(String(text));
    process.send?.(JSON.stringify((await handle(task)) ?? null));
  });
  process.send?.('ready');
}

/** Has a child do a task, and gives what came of it. */
export async function haveDone<Task, Outcome>(child: Child, task: Task): Promise<Outcome> {
  return JSON.parse(await child.ask(JSON.stringify(task)));
}
