/** Runs tasks in their order, so many at a time. Waits for all of them; then throws the first error, if there was one. */
export async function inLanes(tasks: readonly (() => Promise<unknown>)[], lanes: number): Promise<void> {
  const waiting = [...tasks];
  const lane = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await task();
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}
